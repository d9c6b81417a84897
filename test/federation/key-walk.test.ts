import { createQueryPlanner } from "../../gateway/engine/planner/query-planner";
import { plannerSupergraph } from "../../gateway/engine/planner/key-walk";
import { createEngine } from "../../gateway/engine";
import { compose } from "./kit/world";

/** `count` subgraphs of one entity, the first with a root field, each with the keys that it is given. */
function chained(count: number, keysOf: (index: number) => readonly string[]): string {
  const subgraphs = Array.from({ length: count }, (_value, index): [string, string] => {
    const keys = keysOf(index);
    const root = index === 0 ? "type Query { thing: Thing }" : "";
    const directives = keys.map((key) => `@key(fields: "${key}")`).join(" ");
    return [
      `s${index}`,
      `${root} type Thing ${directives} { ${keys.map((key) => `${key}: ID!`).join(" ")} f${index}: Int }`,
    ];
  });
  return compose(Object.fromEntries(subgraphs));
}

const inChain = (index: number): readonly string[] => [`k${index}`, `k${index + 1}`];

describe("a type whose keys lead the planner round", () => {
  it("is refused when it is loaded, by name and reason, once it is a chain over eight subgraphs", () => {
    const sdl = chained(8, inChain);
    expect(() => plannerSupergraph(sdl)).toThrow("The keys of Thing differ between 8 subgraphs");
    const transport = () => ({ execute: () => Promise.reject(new Error("never")) });
    expect(() => createEngine({ supergraphSdl: sdl, transport })).toThrow(
      "give it one key that all of them have",
    );
  });

  it.each([4, 7])("is served as it is over %i, which is planned in time", (count) => {
    const sdl = chained(count, inChain);
    expect(plannerSupergraph(sdl)).toBe(sdl);
  });

  it.each<[string, (index: number) => readonly string[]]>([
    ["a chain beside it", (index) => ["id", ...inChain(index)]],
    ["one of its own beside it", (index) => [`own${index}`, "id"]],
  ])(
    "is entered by the key that all have in common where each has %s, and planned at once",
    async (_title, keysOf) => {
      const planner = createQueryPlanner(plannerSupergraph(chained(10, keysOf)));
      const overrides = { labels: new Set<string>(), percentage: 0 };
      const task = { caller: "", signal: AbortSignal.timeout(4_000) };
      const plan = await planner.plan("{ thing { f9 f5 } }", overrides, task);
      const text = JSON.stringify(plan);
      expect(text).toContain('"serviceName":"s9"');
      expect(text).not.toMatch(/own9|k9|k10/);
    },
  );

  it("is left alone however many subgraphs share its keys: no way is then looked for", () => {
    const sdl = chained(30, () => ["id", "sku"]);
    expect(plannerSupergraph(sdl)).toBe(sdl);
  });
});
