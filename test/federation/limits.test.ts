import { getIntrospectionQuery, parse } from "graphql";
import { WORLD, worldWith } from "./kit/small-world";
import { World } from "./kit/world";

describe("limits", () => {
  it.each([
    [
      "depth",
      { depth: 2 },
      "{ user { id } u: user { ...F } } fragment F on User { x: __typename ... { id } }",
      undefined,
    ],
    ["depth", { depth: 1 }, "{ user { id } }", { limit: "depth", allowed: 1, found: 2 }],
    [
      "aliases",
      { aliases: 2 },
      "{ a: user { b: id ...F } } fragment F on User { c: id }",
      { limit: "aliases", allowed: 2, found: 3 },
    ],
    [
      "rootFields",
      { rootFields: 2 },
      "{ args user { id } ...F } fragment F on Query { x: args }",
      { limit: "rootFields", allowed: 2, found: 3 },
    ],
    [
      "directives",
      { directives: 1 },
      "{ args @skip(if: true) @include(if: true) }",
      { limit: "directives", allowed: 1, found: 2 },
    ],
    [
      "fields",
      { fields: 4 },
      "{ user { ...F } b: user { ...F } } fragment F on User { id name }",
      { limit: "fields", allowed: 4, found: 6 },
    ],
    [
      "nesting",
      { nesting: 3 },
      "{ user { ...F } } fragment F on User { ... { id } }",
      { limit: "nesting", allowed: 3, found: 4 },
    ],
  ] as const)("on %s count fragments where they are spread: %j", async (_limit, limits, query, refusal) => {
    const { errors, data } = await worldWith({ limits }).ask(query);
    if (refusal === undefined) expect(errors).toBeUndefined();
    else {
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "BAD_USER_INPUT", ...refusal }]);
    }
  });

  it("refuse fragments that double thirty times without expanding them", async () => {
    const fragments = Array.from(
      { length: 30 },
      (_value, index) => `fragment F${index} on Query { ...F${index + 1} ... { ...F${index + 1} } }`,
    );
    const { errors } = await new World(WORLD).ask(
      `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { args }`,
    );
    expect(errors?.[0]?.message).toBe("The operation has 1073741824 root fields; at most 50 are allowed.");
  });

  it("allow the introspection query of the common tools", async () => {
    expect((await new World(WORLD).ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  it.each([
    ["subscription { user { id } }", "Subscriptions are not supported by this server."],
    ["{ user { ... @defer { name } } }", "@defer is not supported by this server: answers are sent whole."],
    [
      "{ user { id } ...F } fragment F on Query { args @stream }",
      "@stream is not supported by this server: answers are sent whole.",
    ],
    [
      "query A { args } query B { args }",
      "Must provide operation name if query contains multiple operations.",
    ],
    ["fragment F on Query { args }", "Must provide an operation."],
  ])("and the engine's abilities are told plainly: %s", async (query, message) => {
    const { engine } = new World(WORLD);
    const { errors, data } = await engine.execute({ document: parse(query), context: {} });
    expect(data).toBeUndefined();
    expect(errors?.map((error) => [error.message, error.extensions])).toEqual([
      [message, { code: "BAD_USER_INPUT" }],
    ]);
  });
});
