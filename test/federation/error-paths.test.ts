import { failFields } from "../../gateway/engine/executor/fail-fields";
import { FieldFailure } from "../../gateway/engine/executor/field-failure";
import { readSupergraph } from "../../gateway/engine/supergraph/supergraph";
import { withB, WORLD } from "./kit/faulty-world";
import { World } from "./kit/world";

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
