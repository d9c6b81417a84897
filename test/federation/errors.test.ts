import { failureOf } from "../../gateway/engine/executor/field-failure";
import { SubgraphUnavailableError } from "../../gateway/engine";
import { boom, withB, WORLD } from "./kit/faulty-world";
import { World } from "./kit/world";

describe("errors of resolvers", () => {
  const world = new World(WORLD);

  it.each([
    "{ users { id secret } }",
    "{ users { pets { tag } } }",
    "{ u: users { p: pets { t: tag } s: secret } }",
    "{ again { name } }",
    "{ again { nick name } }",
    "{ again { a: name b: pets { c: tag } } }",
    "{ users { name } }",
    "{ strict { name } }",
    "{ lists }",
    "{ bad }",
    "{ lists bad }",
    "{ again { constructor: name toString: secret __proto__: id } }",
  ])("stand where the spec puts them, and nulls with them: %s", async (query) => {
    await world.expectSame(query);
  });
});

const UNAVAILABLE = "The service that answers this field is unavailable.";

describe("a subgraph that gives no usable answer", () => {
  const nothing = {
    data: {
      users: [
        { id: "1", nick: null, pets: null },
        { id: "2", nick: null, pets: null },
      ],
    },
    errors: [0, 1].flatMap((index) =>
      ["nick", "pets"].map((field) => ({
        message: UNAVAILABLE,
        path: ["users", index, field],
        extensions: { code: "SUBGRAPH_UNAVAILABLE" },
      })),
    ),
  };
  const query = "{ users { id nick pets { tag } } }";

  it.each<[string, () => unknown]>([
    ["throws", boom("connect ECONNREFUSED 10.0.0.7:4001")],
    ["answers nothing", () => undefined],
    ["answers a text", () => "<html>"],
    ["answers data that is no object", () => ({ data: 7 })],
    ["answers null without a reason", () => ({ data: null })],
    ["answers no _entities", () => ({ data: {} })],
    ["answers too few entities", () => ({ data: { _entities: [{ nick: "n", pets: [] }] } })],
    [
      "answers too many entities",
      () => ({ data: { _entities: [{ nick: "n" }, { nick: "n" }, { nick: "n" }] } }),
    ],
    ["answers entities that are no objects", () => ({ data: { _entities: [3, []] } })],
  ])("costs exactly the fields it should have given, when it %s", async (_case, answer) => {
    expect(await withB(answer).ask(query)).toEqual(nothing);
  });

  it("is told apart when it took too long", async () => {
    const world = withB(() => {
      throw new SubgraphUnavailableError("10.0.0.7 gave nothing in 5 s", "TIMEOUT");
    });
    expect(await world.ask("{ users { nick } }")).toEqual({
      data: { users: [{ nick: null }, { nick: null }] },
      errors: [0, 1].map((index) => ({
        message: "The service that answers this field took too long.",
        path: ["users", index, "nick"],
        extensions: { code: "TIMEOUT" },
      })),
    });
  });

  it("says of a mutation that took too long that the change may have been made, and of nothing else", () => {
    const late = new SubgraphUnavailableError("no answer", "TIMEOUT");
    const away = new SubgraphUnavailableError("no connection");
    expect(failureOf(late, "b", "mutation").message).toBe(
      "The service that answers this field took too long. The change may have been made.",
    );
    expect(failureOf(late, "b", "query").message).toBe("The service that answers this field took too long.");
    expect(failureOf(away, "b", "mutation").message).toBe(UNAVAILABLE);
  });

  it("takes away what cannot be null, with one error for each", async () => {
    expect(await withB(boom("down")).ask("{ again { nick name } }")).toEqual({
      data: { again: [null, null, null] },
      errors: [0, 1, 2].flatMap((index) =>
        ["nick", "name"].map((field) => ({
          message: UNAVAILABLE,
          path: ["again", index, field],
          extensions: { code: "SUBGRAPH_UNAVAILABLE" },
        })),
      ),
    });
  });

  it("gives its own words when it refuses a whole request", async () => {
    const refusal = {
      message: "Sealed callers only.",
      extensions: { code: "UNAUTHENTICATED", stacktrace: ["at x"] },
    };
    const world = withB(() => ({ errors: [refusal] }));
    expect(await world.ask("{ users { nick } }")).toEqual({
      data: { users: [{ nick: null }, { nick: null }] },
      errors: [0, 1].map((index) => ({
        message: "Sealed callers only.",
        path: ["users", index, "nick"],
        extensions: { code: "UNAUTHENTICATED" },
      })),
    });
  });

  it("answers shapes that do not fit: an error at each, and everything else stays", async () => {
    const world = withB(() => ({
      data: {
        _entities: [
          { nick: { a: 1 }, pets: "none" },
          { nick: "n", pets: [{ tag: ["x"] }, 4], __proto__: { name: "x" }, constructor: 1 },
        ],
      },
    }));
    const { data, errors } = await world.ask(query);
    expect(data).toEqual({
      users: [
        { id: "1", nick: null, pets: null },
        { id: "2", nick: "n", pets: null },
      ],
    });
    expect(errors?.map(({ path }) => path?.join("."))).toEqual([
      "users.0.nick",
      "users.0.pets",
      "users.1.pets.0.tag",
    ]);
  });
});

describe("a failure that others depend on", () => {
  const world = new World({
    subgraphs: {
      a: {
        typeDefs: `type Query { box: Box } type Box @key(fields: "id") { id: ID! }`,
        resolvers: { Query: { box: () => ({ id: "1" }) } },
      },
      b: {
        typeDefs: `type Box @key(fields: "id") { id: ID! weight: Int }`,
        resolvers: { Box: { weight: boom("no scale") } },
      },
      c: {
        typeDefs: `type Box @key(fields: "id") { id: ID! weight: Int @external price: Int @requires(fields: "weight") size: Int }`,
        resolvers: {
          Box: { price: ({ weight }: { weight: number | null }) => (weight ?? 0) * 2, size: () => 3 },
        },
      },
    },
    unfederated: {},
  });

  it("computes nothing from it and gives its reason instead", async () => {
    world.forget();
    expect(await world.ask("{ box { price size } }")).toEqual({
      data: { box: { price: null, size: 3 } },
      errors: [{ message: "no scale", path: ["box", "price"] }],
    });
    world.forget();
    expect(await world.ask("{ box { price } }")).toEqual({
      data: { box: { price: null } },
      errors: [{ message: "no scale", path: ["box", "price"] }],
    });
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["a", "b"]);
  });
});
