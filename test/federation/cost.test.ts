import { composeServices } from "@theguild/federation-composition";
import fc from "fast-check";
import { getIntrospectionQuery, Kind, parse, type FragmentDefinitionNode } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { DEFAULT_COST, OperationCost, type CostLimits } from "../../gateway/engine/limits/cost";
import { readSupergraph } from "../../gateway/engine/supergraph/supergraph";
import { compose } from "./kit/world";

const SDL = `
  type Query {
    shops(first: Int, last: Int, after: String): ShopConnection
    books(first: Int = 5): [Book!]!
    shelves: [[Book!]!]!
    tags: [String!]!
    book: Book
    titled: Titled
  }
  type ShopConnection { edges: [ShopEdge!]! nodes: [Shop!]! pageInfo: PageInfo! facets: [Facet!]! }
  type ShopEdge { cursor: String! node: Shop! }
  type PageInfo { hasNextPage: Boolean! }
  type Facet { name: String! }
  type Shop implements Titled @key(fields: "id") { id: ID! title: String shops(first: Int): ShopConnection books: [Book!]! }
  type Book implements Titled { title: String chapters(first: Int): Chapters }
  "Takes first without being a connection."
  type Chapters { text: String }
  interface Titled { title: String }
`;
const supergraph = readSupergraph(compose({ small: SDL }));

function costOf(query: string, variables: Record<string, unknown> = {}, priced = supergraph): number {
  return priceOf(query, priced).of(variables);
}

function priceOf(query: string, priced = supergraph, limits: CostLimits = DEFAULT_COST): OperationCost {
  const { definitions } = parse(query);
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const fragments = definitions
    .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
    .map((node) => [node.name.value, node] as const);
  return new OperationCost(operation, new Map(fragments), priced, limits);
}

describe("what an operation costs", () => {
  it.each<[string, string, number]>([
    ["a field is one, and a type's name nothing", "{ book { __typename title } }", 2],
    ["a list is assumed to have ten", "{ tags }", 10],
    ["and so is each list within it", "{ shelves { title } }", 10 * 10 * 2],
    ["a list that can be cut is as long as it is asked to be", "{ books(first: 3) { title } }", 3 * 2],
    ["or as its schema says when nobody asks", "{ books { title } }", 5 * 2],
    [
      "a connection's edges are as many as its first",
      "{ shops(first: 7) { edges { node { id } } } }",
      1 + 7 * 3,
    ],
    ["or its last", "{ shops(last: 7) { nodes { id } } }", 1 + 7 * 2],
    ["or fifty when the operation leaves it open", "{ shops { nodes { id } } }", 1 + 50 * 2],
    ["null leaves it open too", "{ shops(first: null) { nodes { id } } }", 1 + 50 * 2],
    ["what else a connection has is not multiplied", "{ shops(first: 7) { pageInfo { hasNextPage } } }", 3],
    ["but its other lists are lists", "{ shops(first: 7) { facets { name } } }", 1 + 10 * 2],
    ["first alone makes no connection", "{ book { chapters(first: 900) { text } } }", 3],
    [
      "lists within lists multiply",
      "{ shops(first: 7) { nodes { shops(first: 5) { nodes { books { title } } } } } }",
      1 + 7 * (1 + 1 + 5 * (1 + 10 * 2)),
    ],
    [
      "fragments count where they are spread",
      "{ shops(first: 2) { nodes { ...S } } again: shops(first: 3) { ... on ShopConnection { nodes { ...S } } } } fragment S on Shop { id title }",
      1 + 2 * 3 + 1 + 3 * 3,
    ],
    ["and those of interfaces too", "{ titled { title ... on Shop { books { title } } } }", 2 + 10 * 2],
    ["a length below nothing makes nothing cheaper", "{ book { title } books(first: -9) { title } }", 2],
    [
      "introspection is a list of lists as well",
      "{ __schema { types { fields { name } } } }",
      1 + 10 * (1 + 10 * 2),
    ],
  ])("%s: %s", (_title, query, cost) => {
    expect(costOf(query)).toBe(cost);
    expect(priceOf(query).isFixed).toBe(true);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ["as many as it says", { n: 7 }, 1 + 7 * 2],
    ["as many as are assumed when it is not given", {}, 1 + 50 * 2],
    ["or null", { n: null }, 1 + 50 * 2],
    ["no fewer than none", { n: -7 }, 1],
  ])("a variable's length is %s", (_title, variables, cost) => {
    const query = "query ($n: Int) { shops(first: $n) { nodes { id } } }";
    expect(costOf(query, variables)).toBe(cost);
    expect(priceOf(query).isFixed).toBe(false);
  });

  it("is the same for a length in a variable and in the document, however lists are nested", () => {
    const nested = (lengths: readonly number[], word: (length: number, index: number) => string): string =>
      lengths.reduceRight(
        (below, length, index) => `shops(first: ${word(length, index)}) { nodes { id ${below} } }`,
        "title",
      );
    const sizes = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const declared = lengths.map((_length, index) => `$n${index}: Int`).join(" ");
        const variables = Object.fromEntries(lengths.map((length, index) => [`n${index}`, length]));
        const query = nested(lengths, (_length, index) => `$n${index}`).replaceAll("id title", "id");
        const literal = nested(lengths, String).replaceAll("id title", "id");
        expect(costOf(`query (${declared}) { ${query} }`, variables)).toBe(costOf(`{ ${literal} }`));
      }),
    );
  });

  it("lets the common tools' introspection query through, with room to spare", () => {
    expect(costOf(getIntrospectionQuery())).toBeLessThan(DEFAULT_COST.max / 5);
  });
});

describe("@cost and @listSize", () => {
  const { supergraphSdl = "" } = composeServices([
    {
      name: "small",
      url: "http://small.invalid/graphql",
      typeDefs: parse(`
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
        type Query {
          things(limit: Int = 7): [Thing!]! @listSize(slicingArguments: ["limit"], requireOneSlicingArgument: false)
          page(size: Int): Page @listSize(assumedSize: 20, slicingArguments: ["size"], sizedFields: ["items"])
          all: [Thing!]! @listSize(assumedSize: 300)
          report: String @cost(weight: 100)
          dear: Dear
        }
        type Page { items: [Thing!]! total: Int }
        type Thing { name: String }
        type Dear @cost(weight: 9) { name: String }`),
    },
  ]);
  const stated = readSupergraph(supergraphSdl);

  it.each<[string, number]>([
    ["{ things(limit: 3) { name } }", 3 * 2],
    ["{ things { name } }", 7 * 2],
    ["{ page(size: 4) { items { name } total } }", 1 + 4 * 2 + 1],
    ["{ page { items { name } } }", 1 + 20 * 2],
    ["{ all { name } }", 300 * 2],
    ["{ report }", 100],
    ["{ dear { name } }", 9 + 1],
  ])("say what %s costs", (query, cost) => {
    expect(costOf(query, {}, stated)).toBe(cost);
  });
});

describe("an operation that costs too much", () => {
  const asked: string[] = [];
  const engine = createEngine<object>({
    supergraphSdl: supergraph.sdl,
    cost: { max: 1_000 },
    transport: () =>
      inProcessTransport(({ query }) => {
        asked.push(query);
        return Promise.resolve({ data: { shops: null } });
      }),
  });
  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    engine.execute({ document: parse(query), source: query, variables, context: {} });
  const refusal = (found: number) => ({
    errors: [
      expect.objectContaining({
        message: `The operation costs ${found}, one for each field of the largest answer that it can have; at most 1000 is allowed. Ask for shorter pages with \`first\`, for fewer lists within lists, or for less at a time.`,
        extensions: { code: "BAD_USER_INPUT", limit: "cost", allowed: 1_000, found },
      }),
    ],
  });

  it("is refused with what it costs, what is allowed and what to do, and nobody is asked", async () => {
    expect(await ask("{ shops(first: 500) { nodes { id } } }")).toEqual(refusal(1_001));
    expect(asked).toEqual([]);
  });

  it("is judged by the variables of each request", async () => {
    const query = "query ($n: Int) { shops(first: $n) { nodes { id } } }";
    expect(await ask(query, { n: 499 })).toEqual({ data: { shops: null } });
    expect(await ask(query, { n: 500 })).toEqual(refusal(1_001));
    expect(await ask(query, { n: 499 })).toEqual({ data: { shops: null } });
  });
});
