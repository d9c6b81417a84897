import { parse } from "graphql";
import { OperationPlanner } from "../../gateway/engine/planner/operation-planner";
import type { QueryPlanner } from "../../gateway/engine/planner/query-planner";
import { readSupergraph } from "../../gateway/engine/supergraph/supergraph";
import { A, B, WORLD, worldWith } from "./kit/small-world";
import { compose, World } from "./kit/world";

describe("planning", () => {
  const supergraph = readSupergraph(compose({ a: A, b: B }));
  const operation = parse("{ user { name } }").definitions[0] as Parameters<OperationPlanner["plan"]>[0];
  const root = supergraph.apiSchema.getQueryType()!;
  const overrides = { labels: new Set<string>(), percentage: 0 };

  it("is given up at its deadline, and the planner is told so", async () => {
    let told: AbortSignal | undefined;
    const stuck: QueryPlanner = {
      percentages: [],
      plan: (_operation, _overrides, { signal, begun }) => {
        told = signal;
        begun?.();
        return new Promise(() => undefined);
      },
    };
    const planner = new OperationPlanner(supergraph, 20, () => stuck);
    await expect(planner.plan(operation, root, overrides)).rejects.toMatchObject({
      message: "The operation could not be planned within 20 ms.",
      extensions: { code: "TIMEOUT" },
    });
    expect(told?.aborted).toBe(true);
  });

  it("stops the planner on an operation that would take it seconds, while the process goes on", async () => {
    const aliases = Array.from({ length: 3_000 }, (_value, index) => `a${index}: user { score }`).join(" ");
    const world = worldWith({
      limits: { aliases: Infinity, rootFields: Infinity, fields: Infinity },
      planTimeoutMs: 100,
    });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const document = parse(`{ ${aliases} }`);
    const { errors, data } = await world.engine.execute({ document, context: {} });
    clearInterval(timer);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({ code: "TIMEOUT" });
    expect(ticks).toBeGreaterThan(0);
  });

  it("happens once for any number of requests at the same time, and not again after", async () => {
    const world = new World(WORLD);
    const query = "{ user { name score } }";
    const document = parse(query);
    const plan = jest.spyOn(OperationPlanner.prototype, "plan");
    const answers = await Promise.all(
      [document, parse(query), document].map((one) =>
        world.engine.execute({ document: one, source: query, context: {} }),
      ),
    );
    await world.ask(query);
    expect(plan).toHaveBeenCalledTimes(1);
    plan.mockRestore();
    expect(answers.map(({ data }) => data)).toEqual(
      Array.from({ length: 3 }, () => ({ user: { name: "Ada", score: 7 } })),
    );
  });

  it("goes on for the others when the client that began it goes away", async () => {
    const world = new World(WORLD);
    const query = "{ user { score name } }";
    const gone = new AbortController();
    const request = { document: parse(query), source: query, context: {} };
    const [first, second] = [
      world.engine.execute({ ...request, signal: gone.signal }),
      world.engine.execute(request),
    ];
    gone.abort();
    expect((await first).errors?.map(({ path }) => path)).toEqual([["user"]]);
    expect((await second).data).toEqual({ user: { score: 7, name: "Ada" } });
  });

  it("says nothing of the planner's own words when there is no plan", async () => {
    const planner = new OperationPlanner(supergraph, 1_000, () => ({
      percentages: [],
      plan: () => Promise.reject(new Error("subgraph http://10.0.0.1 has no path")),
    }));
    await expect(planner.plan(operation, root, overrides)).rejects.toMatchObject({
      message: "The operation could not be planned.",
      extensions: { code: "INTERNAL" },
    });
  });
});
