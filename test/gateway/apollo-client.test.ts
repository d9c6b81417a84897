import { Readable } from "node:stream";
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { stringify } from "csv-stringify/sync";
import { CONTRACTS } from "../../subgraphs/commands/demo/companies";
import { lineRow } from "../../subgraphs/commands/demo/line-rows";
import { lineOf } from "../../subgraphs/commands/demo/lines";
import { importKindOf } from "../../subgraphs/import-kinds";
import { importFile } from "../../subgraphs/shared/import";
import { eachWorld, TODAY, type World } from "../kit/world";
import { linesOf } from "./demo";

interface Lines {
  readonly mobileContract: {
    readonly lines: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly { readonly node: { readonly id: string; readonly msisdn: string } }[];
    };
  };
}

const LINES: TypedDocumentNode<Lines, { after?: string | null }> = gql`
  query Lines($after: String) {
    mobileContract(id: "mc-aurora-1") {
      id
      lines(first: 90, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          cursor
          node {
            id
            msisdn
          }
        }
      }
    }
  }
`;

async function clientOf(world: World): Promise<ApolloClient> {
  const { accessToken } = await world.as("master.aurora");
  return new ApolloClient({
    link: new HttpLink({
      uri: `${world.url}/graphql`,
      headers: { authorization: `Bearer ${accessToken}` },
    }),
    cache: new InMemoryCache({
      typePolicies: { MobileContract: { fields: { lines: relayStylePagination() } } },
    }),
  });
}

/** Pages to the end as a list on a screen does, every page merged into the cache, and answers what it then holds. */
async function pageThrough(
  client: ApolloClient,
  beforeEachPage: () => Promise<void> = () => Promise.resolve(),
): Promise<Lines["mobileContract"]["lines"]> {
  const watched = client.watchQuery({ query: LINES, variables: {} });
  const subscription = watched.subscribe({ error: () => undefined });
  try {
    let { data } = await client.query({ query: LINES, variables: {} });
    while (data?.mobileContract.lines.pageInfo.hasNextPage === true) {
      await beforeEachPage();
      const { endCursor } = data.mobileContract.lines.pageInfo;
      ({ data } = await watched.fetchMore({ variables: { after: endCursor } }));
    }
  } finally {
    subscription.unsubscribe();
  }
  const cached = client.readQuery({ query: LINES, variables: {} });
  if (cached === null) throw new Error("the cache does not hold the list");
  return cached.mobileContract.lines;
}

const ids = ({ edges }: Lines["mobileContract"]["lines"]) => edges.map(({ node }) => node.id);

eachWorld("a client with its cache", (world) => {
  const atFirst = linesOf("master.aurora", "org-aurora").map(({ id }) => id);

  it("pages through all 1,200 lines of a contract: no row twice, none missing, in order", async () => {
    const lines = await pageThrough(await clientOf(world));
    expect(ids(lines)).toEqual(atFirst);
    expect(atFirst).toHaveLength(1_200);
    expect(lines).toMatchObject({ totalCount: 1_200, pageInfo: { hasNextPage: false } });
  });

  it("meets every row that was there from the beginning exactly once, while lines are inserted all along", async () => {
    let next = 1_201;
    const lines = await pageThrough(await clientOf(world), () => {
      const numbers = Array.from({ length: 10 }, () => next++);
      return insertLines(world, numbers);
    });
    const read = ids(lines);
    const inserted = new Set(Array.from({ length: next - 1_201 }, (_, index) => lineId(1_201 + index)));
    expect(read.filter((id) => !inserted.has(id))).toEqual(atFirst);
    expect(new Set(read).size).toBe(read.length);
    // Some of them lay ahead of the reader and some behind.
    const met = read.length - atFirst.length;
    expect(met).toBeGreaterThan(0);
    expect(met).toBeLessThan(inserted.size);
    expect(lines.totalCount).toBe(1_200 + inserted.size);
  });
});

function lineId(number: number): string {
  return `ml-aurora-1-${String(number).padStart(5, "0")}`;
}

/** More lines of mc-aurora-1, their numbers scattered among those of the others, by way of the operator's feed. */
async function insertLines(world: World, numbers: readonly number[]): Promise<void> {
  const contract = CONTRACTS.find(({ id }) => id === "mc-aurora-1");
  if (contract === undefined) throw new Error("the demo world has no mc-aurora-1");
  const csv = stringify(
    numbers.map((number) => lineRow(lineOf(contract, number, TODAY))),
    { header: true },
  );
  const kind = importKindOf("mobile-lines", (name) => world.system.subgraphs.databaseOf(name));
  expect(await importFile(kind, Readable.from([csv]))).toMatchObject({
    read: numbers.length,
    rejected: 0,
  });
}
