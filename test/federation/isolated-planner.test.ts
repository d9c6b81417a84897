import { join } from "node:path";
import { createIsolatedPlanner } from "../../gateway/engine";
import { compiledProcesses } from "../kit/compile";
import { ENDLESS, FATAL, fatalSupergraph, IN_TURN } from "./kit/killers";
import { compose, World } from "./kit/world";

const overrides = { labels: new Set<string>(), percentage: 0 };

describe("a planner in a process of its own", () => {
  let program: string;
  const planners: ReturnType<typeof createIsolatedPlanner>[] = [];
  const isolated = (supergraphSdl: string) => {
    const planner = createIsolatedPlanner(supergraphSdl, program);
    planners.push(planner);
    return planner;
  };
  beforeAll(async () => {
    program = join(await compiledProcesses(), "gateway/engine/planner/planner-process.js");
  }, 120_000);
  afterAll(() => {
    for (const planner of planners) planner.close?.();
  });

  it("takes nothing along when it crashes, and plans again", async () => {
    const planner = isolated(fatalSupergraph());
    const { signal } = new AbortController();
    const [fatal, next] = await Promise.allSettled([
      planner.plan(FATAL, overrides, signal),
      planner.plan("{ shelf { __typename } }", overrides, signal),
    ]);
    expect(fatal).toMatchObject({ status: "rejected", reason: { message: "The planner's process ended." } });
    expect(next).toMatchObject({ status: "fulfilled", value: { kind: "QueryPlan" } });
  });

  it("ends a planner that does not come back, and plans again", async () => {
    const planner = isolated(compose(IN_TURN));
    const controller = new AbortController();
    const endless = planner.plan(ENDLESS, overrides, controller.signal);
    const next = planner.plan("{ product { ship } }", overrides, new AbortController().signal);
    controller.abort();
    await expect(endless).rejects.toThrow("Planning was given up.");
    expect(await next).toMatchObject({ kind: "QueryPlan" });
  });

  it("lets an engine answer what the planner never would have", async () => {
    const world = new World({
      subgraphs: IN_TURN,
      unfederated: {
        Query: { product: () => ({ id: "p", isDear: true, ship: 0, isWorthIt: true }) },
      },
      engine: { createPlanner: isolated, planTimeoutMs: 3_000 },
    });
    await world.expectSame(ENDLESS);
    await world.engine.close();
    expect((await world.ask("{ product { ship } }")).errors).toHaveLength(1);
  });

  it("refuses a supergraph at once that it cannot read", () => {
    expect(() => isolated("type")).toThrow(/parse/i);
  });
});
