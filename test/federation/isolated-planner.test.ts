import { join } from "node:path";
import { createIsolatedPlanner } from "../../gateway/engine";
import { createQueryPlanner } from "../../gateway/engine/planner/query-planner";
import { compiledProcesses } from "../kit/compile";
import { badProvides, ENDLESS, FATAL, fatalSupergraph, IN_TURN } from "./kit/killers";
import { compose, World } from "./kit/world";

const overrides = { labels: new Set<string>(), percentage: 0 };
const taskOf = (signal = new AbortController().signal) => ({ caller: "anybody", signal });

describe("a planner in a process of its own", () => {
  let program: string;
  const planners: ReturnType<typeof createIsolatedPlanner>[] = [];
  const isolated = (supergraphSdl: string) => {
    const planner = createIsolatedPlanner(supergraphSdl, { program, lanes: 1 });
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
    const [fatal, next] = await Promise.allSettled([
      planner.plan(FATAL, overrides, taskOf()),
      planner.plan("{ shelf { __typename } }", overrides, taskOf()),
    ]);
    expect(fatal).toMatchObject({
      status: "rejected",
      reason: { message: expect.stringMatching(/process ended \(SIGABRT\): .*panicked/s) },
    });
    expect(next).toMatchObject({ status: "fulfilled", value: { kind: "QueryPlan" } });
  });

  it("ends a planner that does not come back, and plans again", async () => {
    const planner = isolated(compose(IN_TURN));
    const controller = new AbortController();
    const endless = planner.plan(ENDLESS, overrides, taskOf(controller.signal));
    const next = planner.plan("{ product { ship } }", overrides, taskOf());
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

  it.each([
    ["that is no GraphQL", () => "type", /parse/i],
    ["at which the planner aborts its process", badProvides, /process ended \(SIG\w+\): .*panicked/s],
  ])("says why it cannot read a supergraph %s, and plans nothing for it", async (_title, sdl, reason) => {
    const planner = isolated(sdl());
    const waiting = planner.plan("{ a }", overrides, taskOf());
    await expect(planner.ready?.()).rejects.toThrow(reason);
    await expect(waiting).rejects.toThrow(reason);
  });

  it("knows the percentages of progressive overrides as the planner itself does", () => {
    const label = (value: number) =>
      `type Query { a: String @override(from: "a", label: "percent(${value})") }`;
    const sdl = compose({ a: "type Query { a: String z: Int }", b: label(12.5) });
    expect(isolated(sdl).percentages).toEqual(createQueryPlanner(sdl).percentages);
    expect(isolated(sdl).percentages).toEqual([12.5]);
  });
});
