import { parse } from "graphql";
import { createEngine, inProcessTransport } from "../../gateway/engine";
import { compose } from "./kit/world";

const A = `type Query { user: User echo(given: Given, words: [String!]): Anything }
  type User @key(fields: "id") { id: ID! name: String anything: Anything }
  input Given { name: String }
  scalar Anything`;
const B = `type User @key(fields: "id") { id: ID! score: Int }`;

/** What a hostile or broken subgraph, or client, may put into JSON: as text, since a literal would already act on it. */
const POISON = `"__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } }`;

const ANSWERS: Readonly<Record<string, string>> = {
  a: `{ ${POISON}, "data": { ${POISON}, "user": {
    ${POISON}, "__typename": "User", "id": "1", "name": "Ada", "anything": { ${POISON}, "word": [{ ${POISON} }] }
  } } }`,
  b: `{ "data": { ${POISON}, "_entities": [{ ${POISON}, "score": 7 }] },
    "errors": [{ "message": "beside", "path": ["_entities", 0, "score"], "extensions": { ${POISON}, "code": "CONFLICT" } }] }`,
};

describe("prototypes", () => {
  const sent: unknown[] = [];
  const engine = createEngine<object>({
    supergraphSdl: compose({ a: A, b: B }),
    transport: ({ name }) =>
      inProcessTransport(({ query, variables }) => {
        sent.push(JSON.parse(JSON.stringify(variables ?? null)));
        const echo = `{ "data": { "echo": ${JSON.stringify(JSON.stringify(variables ?? null))} } }`;
        return Promise.resolve(JSON.parse(query.includes("echo") ? echo : ANSWERS[name]!) as object);
      }),
  });
  const untouched = Object.getOwnPropertyNames(Object.prototype).sort();

  async function ask(query: string, variables?: string): Promise<string> {
    const given =
      variables === undefined ? {} : { variables: JSON.parse(variables) as Record<string, unknown> };
    const result = await engine.execute({ document: parse(query), source: query, context: {}, ...given });
    return JSON.stringify(result);
  }

  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(untouched);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(([] as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("stay as they are whatever names a subgraph's JSON has, and answers hold only what was asked for", async () => {
    expect(await ask("{ user { id name score } }")).toBe(
      JSON.stringify({
        errors: [
          {
            message: "beside",
            path: ["user", "score"],
            extensions: JSON.parse(`{ ${POISON}, "code": "CONFLICT" }`) as object,
          },
        ],
        data: { user: { id: "1", name: "Ada", score: 7 } },
      }),
    );
  });

  it("are no way into a value that is the subgraph's own affair: the one name that could act is left out", async () => {
    const harmless = { constructor: { prototype: { polluted: true } } };
    expect(await ask("{ user { anything } }")).toBe(
      JSON.stringify({ data: { user: { anything: { ...harmless, word: [harmless] } } } }),
    );
  });

  it.each([
    [
      "a variable of that name",
      "query ($__proto__: [String!]) { echo(words: $__proto__) }",
      `{ "__proto__": ["x"] }`,
    ],
    [
      "an object in a variable of that name",
      "query ($__proto__: Given) { echo(given: $__proto__) }",
      `{ "__proto__": { "name": "x" } }`,
    ],
    [
      "a variable that others inherit from",
      "query ($constructor: [String!]) { echo(words: $constructor) }",
      "{}",
    ],
    ["variables that nobody declared", '{ echo(words: ["x"]) }', `{ ${POISON} }`],
  ])("are no way in for %s", async (_title, query, variables) => {
    sent.length = 0;
    await ask(query, variables);
    for (const each of sent) expect(JSON.stringify(each)).not.toContain("polluted");
  });

  it("are refused as fields of an input", async () => {
    const answer = await ask("query ($given: Given) { echo(given: $given) }", `{ "given": { ${POISON} } }`);
    expect(JSON.parse(answer)).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('Field "__proto__" is not defined'),
          extensions: { code: "BAD_USER_INPUT" },
        },
        { message: expect.stringContaining('Field "constructor" is not defined') },
      ],
    });
  });
});
