import { SubgraphUnavailableError, type SubgraphResponse } from "../../gateway/engine";
import { failFields } from "../../gateway/engine/executor/fail-fields";
import { FieldFailure } from "../../gateway/engine/executor/field-failure";
import { readSupergraph } from "../../gateway/engine/supergraph/supergraph";
import { World, type WorldOptions } from "./kit/world";

const boom = (message: string) => () => {
  throw new Error(message);
};
const users = [
  { id: "1", name: "Ada", secret: boom("no secret"), pets: [{ tag: "x" }, { tag: boom("no tag") }] },
  { id: "2", name: boom("no name"), secret: () => "s", pets: null },
];
const Query = {
  users: () => users,
  again: () => [users[1], users[0], users[1]],
  strict: () => users,
  lists: () => [[1, null], null, [2]],
  bad: boom("bad root"),
};

const WORLD: WorldOptions = {
  subgraphs: {
    a: {
      typeDefs: `type Query { users: [User!] again: [User] strict: [User!]! lists: [[Int!]]! bad: Int! }
        type User @key(fields: "id") { id: ID! secret: String }`,
      resolvers: { Query },
    },
    b: {
      typeDefs: `type User @key(fields: "id") { id: ID! name: String! pets: [Pet!] nick: String } type Pet { tag: String! }`,
      resolvers: {
        User: {
          nick: () => "nick",
          __resolveReference: ({ id }: { id: string }) => users.find((one) => one.id === id),
        },
      },
    },
  },
  unfederated: { Query, User: { nick: () => "nick" } },
};

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

/** A world whose subgraph `b` answers as told. */
function withB(answer: (representations: readonly unknown[], query: string) => unknown): World {
  return new World({
    ...WORLD,
    intercept: async (request, next) => {
      if (request.subgraph !== "b") return next();
      const given = request.variables?.["representations"];
      return answer(Array.isArray(given) ? given : [], request.query) as SubgraphResponse;
    },
  });
}

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

describe("paths", () => {
  it("expands one compact error to every place that its paths name", async () => {
    const world = withB((representations) => ({
      data: { _entities: representations.map(() => ({ n: null })) },
      errors: [
        {
          message: "Refused.",
          path: ["_entities", 0, "n"],
          extensions: {
            code: "FORBIDDEN",
            paths: [
              ["_entities", 0, "n"],
              ["_entities", 1, "n"],
            ],
          },
        },
      ],
    }));
    expect(await world.ask("{ again { n: nick } }")).toEqual({
      data: { again: [{ n: null }, { n: null }, { n: null }] },
      errors: [0, 1, 2].map((index) => ({
        message: "Refused.",
        path: ["again", index, "n"],
        extensions: { code: "FORBIDDEN" },
      })),
    });
  });

  it("keeps an error that left no null, at the places of its object", async () => {
    const world = withB((representations) => ({
      data: { _entities: representations.map(() => ({ nick: "n" })) },
      errors: [{ message: "Odd.", path: ["_entities", 0, "nick"] }, { message: "General." }],
    }));
    expect(await world.ask("{ again { nick } }")).toEqual({
      data: { again: [{ nick: "n" }, { nick: "n" }, { nick: "n" }] },
      errors: [
        { message: "Odd.", path: ["again", 0, "nick"] },
        { message: "Odd.", path: ["again", 2, "nick"] },
        { message: "General." },
      ],
    });
  });

  it("never changes what a subgraph answered", async () => {
    const shared = deepFreeze({
      data: {
        _entities: [
          { nick: null, pets: [{ tag: "t" }] },
          { nick: "n", pets: null },
        ],
      },
      errors: [{ message: "No nick.", path: ["_entities", 0, "nick"] }],
    });
    const world = withB(() => shared);
    const first = await world.ask("{ users { nick pets { tag } } }");
    expect(await world.ask("{ users { nick pets { tag } } }")).toEqual(first);
    expect(first).toEqual({
      data: {
        users: [
          { nick: null, pets: [{ tag: "t" }] },
          { nick: "n", pets: null },
        ],
      },
      errors: [{ message: "No nick.", path: ["users", 0, "nick"] }],
    });
  });

  it("lets the caller of the engine word and drop errors last", async () => {
    const world = new World({
      ...WORLD,
      engine: {
        finishErrors: (errors, context) =>
          errors.slice(0, 1).map((error) => ({ ...error, message: String(context["who"]) })),
      },
    });
    const { errors } = await world.ask("{ again { secret pets { tag } } }", {}, { who: "me" });
    expect(errors).toEqual([{ message: "me", path: ["again", 1, "secret"] }]);
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

it("marks fields inside an object in place: a fetch still under way may write into it", () => {
  const { supergraphSdl } = new World(WORLD);
  const dims = { width: 1 };
  const box: Record<string, unknown> = { dims };
  const height = { key: "height", name: "height", conditions: [], children: [] };
  const tree = [{ key: "dims", name: "dims", conditions: [], children: [height] }];
  failFields(box, tree, [{ error: { message: "down" }, tail: [] }], readSupergraph(supergraphSdl));
  Object.assign(dims, { depth: 3 });
  expect(box).toEqual({
    dims: { width: 1, depth: 3, height: FieldFailure.of({ message: "down" }) },
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
