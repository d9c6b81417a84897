import { setTimeout as pause } from "node:timers/promises";
import { rememberFailures } from "../../gateway/engine/planner/failed-plans";
import { PlanBudget, planWithin } from "../../gateway/engine/planner/plan-deadline";
import {
  PlannerBusyError,
  type PlanTask,
  type QueryPlan,
  type QueryPlanner,
} from "../../gateway/engine/planner/query-planner";

const overrides = { labels: new Set<string>(), percentage: 0 };
const PLAN: QueryPlan = { kind: "QueryPlan" };

describe("a failure to plan", () => {
  let asked: string[];
  const planner = (plan: (operation: string, task: PlanTask) => Promise<QueryPlan>): QueryPlanner =>
    rememberFailures({
      percentages: [],
      plan: (operation, _overrides, task) => {
        asked.push(operation);
        task.begun?.();
        return plan(operation, task);
      },
    });
  const ask = (of: QueryPlanner, operation: string, percentage = 0) =>
    planWithin(of, operation, { ...overrides, percentage }, new PlanBudget(20)).then(
      () => "planned",
      (error: { extensions: { code: string } }) => error.extensions.code,
    );
  beforeEach(() => {
    asked = [];
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it("is remembered for a minute by the text, then tried again", async () => {
    jest.useRealTimers();
    const clock = jest.spyOn(performance, "now").mockReturnValue(1_000);
    const failing = planner(() => Promise.reject(new Error("panic")));
    expect(await ask(failing, "{ a }")).toBe("INTERNAL");
    expect(await ask(failing, "{ a }")).toBe("INTERNAL");
    expect(await ask(failing, "{ b }")).toBe("INTERNAL");
    expect(await ask(failing, "{ a }", 50)).toBe("INTERNAL");
    expect(asked).toEqual(["{ a }", "{ b }", "{ a }"]);
    // The cache reads the clock anew after a millisecond.
    await pause(5);
    clock.mockReturnValue(62_000);
    expect(await ask(failing, "{ a }")).toBe("INTERNAL");
    expect(asked).toHaveLength(4);
    clock.mockRestore();
  });

  it("is remembered too when the planner never came back", async () => {
    const stuck = planner(() => new Promise(() => undefined));
    const first = ask(stuck, "{ a }");
    await jest.advanceTimersByTimeAsync(50);
    expect(await first).toBe("TIMEOUT");
    expect(await ask(stuck, "{ a }")).toBe("TIMEOUT");
    expect(asked).toEqual(["{ a }"]);
  });

  it("is not what a planner says that had too much to do, nor a plan that it found", async () => {
    const busy = planner(() => Promise.reject(new PlannerBusyError("Too many operations wait.")));
    expect([await ask(busy, "{ a }"), await ask(busy, "{ a }")]).toEqual(["TIMEOUT", "TIMEOUT"]);
    const able = planner(() => Promise.resolve(PLAN));
    expect([await ask(able, "{ a }"), await ask(able, "{ a }")]).toEqual(["planned", "planned"]);
    expect(asked).toHaveLength(4);
  });

  it("is forgotten for another once there are very many", async () => {
    const failing = planner(() => Promise.reject(new Error("no")));
    for (let index = 0; index <= 1_000; index++) await ask(failing, `{ a${index} }`);
    asked = [];
    await ask(failing, "{ a1000 }");
    await ask(failing, "{ a0 }");
    expect(asked).toEqual(["{ a0 }"]);
  });
});
