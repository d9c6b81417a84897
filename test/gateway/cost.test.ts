import { subgraphDefinitions } from "../../subgraphs";
import { statementsOf } from "../kit/databases";
import { eachWorld, type World } from "../kit/world";
import { demoLine, WHOLE_LINE } from "./demo";

const PAGE = `query ($first: Int!, $search: String!) { organization(id: "org-aurora") {
  mobileLines(first: $first, filter: { search: $search }) { totalCount coverage { kind } edges { node {
    ...WholeLine
    contract { master { id displayName username } }
    organization { legalName vatNumber holding { name } }
  } } }
} } ${WHOLE_LINE}`;

/** Statements of such a page. Raise it knowingly. */
const LIMIT = 24;

const MASTERS: Readonly<Record<string, string>> = {
  "mc-aurora-1": "user-master-aurora",
  "mc-aurora-2": "user-master-two",
};

/** The SQL of all subgraphs together, the caller's look-up included. */
function statements(world: World, work: () => Promise<unknown>): Promise<string[]> {
  const databases = subgraphDefinitions.map(({ name }) => world.system.subgraphs.databaseOf(name));
  return statementsOf(databases, work);
}

/** However many values are asked for at once, and however long the page, the statement is the same. */
const anyNumberOfValues = (sql: string) =>
  sql.replaceAll(/\(\s*\?(?:,\s*\?)*\s*\)/g, "(?…)").replaceAll(/LIMIT \d+$/g, "LIMIT …");

eachWorld("what an operation costs", (world) => {
  it("is as many statements for a page of 1, 50 and 1,000 lines with everything that hangs from them", async () => {
    const legal = await world.as("legal.aurora");
    const run = async (first: number, search: string, rows: number) => {
      const sent = await statements(world, async () => {
        const data = await legal.read(PAGE, { first, search });
        const { edges } = data.organization.mobileLines;
        expect(edges).toHaveLength(rows);
        for (const { node } of edges) {
          expect(node).toMatchObject({
            contract: { master: { id: MASTERS[node.contract.id] } },
            organization: { legalName: "Aurora Meccanica S.p.A.", holding: { name: "Gruppo Levante" } },
            sim: { imsi: expect.any(String) },
          });
        }
      });
      return sent.map(anyNumberOfValues).sort();
    };
    // The gateway's first request of all also reads identity's public keys.
    await legal.read("{ viewer { user { id } } }");
    const ofOne = await run(1, demoLine("ml-aurora-1-00007").msisdn, 1);
    const ofFifty = await run(50, "+393", 50);
    const ofThousand = await run(1_000, "+393", 1_000);
    expect(ofFifty).toEqual(ofOne);
    expect(ofThousand).toEqual(ofOne);
    // Caller, organization, page, total and a statement for each of the kinds of thing that hang from a line.
    expect(ofOne.length).toBeLessThanOrEqual(LIMIT);
  });

  it("is nothing for fields that the caller can meet nowhere: no statement, and their subgraph is not asked", async () => {
    const [master, legal] = [await world.as("master.aurora"), await world.as("legal.aurora")];
    const identity = jest.spyOn(world.system.subgraphs.of("identity"), "execute");
    try {
      const guarded = `{ mobileContract(id: "mc-aurora-1") { number organization {
        vatNumber fiscalCode registeredOffice { locality } holding { name } users { totalCount } grants { totalCount }
      } } }`;
      const bare = '{ mobileContract(id: "mc-aurora-1") { number organization { __typename } } }';
      const spent = await statements(world, async () => {
        const { data, refused } = await master.ask(guarded);
        expect(data.mobileContract.organization).toEqual({
          vatNumber: null,
          fiscalCode: null,
          registeredOffice: null,
          holding: null,
          users: null,
          grants: null,
        });
        expect(new Set(Object.values(refused))).toEqual(new Set(["FORBIDDEN"]));
        expect(Object.keys(refused)).toHaveLength(6);
      });
      expect(identity).not.toHaveBeenCalled();
      expect(spent).toEqual(await statements(world, () => master.read(bare)));

      const { mobileContract } = await legal.read(
        '{ mobileContract(id: "mc-aurora-1") { organization { vatNumber registeredOffice { locality } } } }',
      );
      expect(mobileContract.organization).toEqual({
        vatNumber: "11876420016",
        registeredOffice: { locality: "Torino" },
      });
      expect(identity).toHaveBeenCalled();
    } finally {
      identity.mockRestore();
    }
  });

  it("is nothing at all for whoever is not signed in and asks for what is not public", async () => {
    const spent = await statements(world, async () => {
      const { data, refused } = await world.anonymous.ask(
        '{ __typename organization(id: "org-aurora") { legalName } mobileLine(id: "ml-aurora-1-00007") { msisdn } }',
      );
      expect(data).toEqual({ __typename: "Query", organization: null, mobileLine: null });
      expect(refused).toEqual({ organization: "UNAUTHENTICATED", mobileLine: "UNAUTHENTICATED" });
    });
    expect(spent).toEqual([]);
  });
});
