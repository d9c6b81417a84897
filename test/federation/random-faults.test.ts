import * as fc from "fast-check";
import { parse, validate } from "graphql";
import type { SubgraphRequest, SubgraphResponse } from "../../gateway/engine";
import { replaceValues } from "../kit/replace-values";
import { unexplained } from "../kit/unexplained";
import { LIBRARY } from "./kit/library";
import { randomOperation } from "./kit/random-operation";
import { World, type Context } from "./kit/world";

type Fault = (
  request: SubgraphRequest<Context>,
  next: () => Promise<SubgraphResponse>,
) => Promise<SubgraphResponse>;

/** What a subgraph may do instead of answering. */
const FAULTS: Readonly<Record<string, Fault>> = {
  throws: () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:4001")),
  "answers null": () => Promise.resolve({ data: null, errors: [{ message: "No." }] }),
  "loses the last entity": async (request, next) => {
    const response = await next();
    const data = Object.entries(response.data ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) && request.variables !== undefined ? value.slice(0, -1) : value,
    ]);
    return { ...response, data: Object.fromEntries(data) as Record<string, unknown> };
  },
  "answers a list": () => Promise.resolve({ data: [{ people: [] }] } as unknown as SubgraphResponse),
  "answers errors that are no list": async (_request, next) =>
    ({ ...(await next()), errors: { 0: "10.0.0.7" } }) as unknown as SubgraphResponse,
  "answers leaves of other types": async (_request, next) => corrupted(await next(), anotherType),
  "answers objects of no type": async (_request, next) =>
    corrupted(await next(), (value, key) => (key === "__typename" ? "Nothing10.0.0.7" : value)),
  "answers objects where lists belong": async (_request, next) =>
    corrupted(await next(), (value) => (Array.isArray(value) ? Object.fromEntries(value.entries()) : value)),
  "never answers": () => new Promise(() => undefined),
  "breaks after its first request": (() => {
    const served = new WeakSet<object>();
    return (request: SubgraphRequest<Context>, next: () => Promise<SubgraphResponse>) => {
      if (served.has(request.context)) return Promise.reject(new Error("reset by 10.0.0.7"));
      served.add(request.context);
      return next();
    };
  })(),
};

/** The response with the values of its data replaced, but what custom scalars hold: no engine knows what is wrong there. */
function corrupted(
  response: SubgraphResponse,
  replace: (value: unknown, key: string) => unknown,
): SubgraphResponse {
  const data = Object.entries(response.data ?? {}).map(([key, value]) => [
    key,
    isCustomScalar(value) ? value : replaceValues(value, replace, key),
  ]);
  return { ...response, data: response.data && (Object.fromEntries(data) as Record<string, unknown>) };
}

/** What `Query.json` of the library answers. */
function isCustomScalar(value: unknown): boolean {
  return typeof value === "object" && Reflect.get(value ?? {}, "__typename") === "no type";
}

/** A value that no built-in scalar takes for one of its own, but for the names of types. */
function anotherType(value: unknown, key: string): unknown {
  return value === null || typeof value === "object" || key === "__typename" ? value : { host: "10.0.0.7" };
}

const RUNS = Number(process.env["RUNS"] ?? 300);

it("answers any operation with nothing wrong while subgraphs fail: a value is right, or null and explained", async () => {
  let broken: ReadonlyMap<string, Fault> = new Map();
  const world = new World({
    ...LIBRARY,
    engine: { resilience: { breakerCalls: 1_000_000, timeoutMs: 50 } },
    intercept: (request, next) => broken.get(request.subgraph)?.(request, next) ?? next(),
  });
  const faults = fc.dictionary(
    fc.constantFrom("catalog", "reviews", "stock"),
    fc.constantFrom(...Object.keys(FAULTS)),
    { minKeys: 1 },
  );
  await fc.assert(
    fc.asyncProperty(randomOperation(world.engine.apiSchema), faults, async (operation, chosen) => {
      fc.pre(validate(world.engine.apiSchema, parse(operation)).length === 0);
      broken = new Map(Object.entries(chosen).map(([name, fault]) => [name, FAULTS[fault]!]));
      const variables = { no: false };
      const { data, errors } = await world.ask(operation, variables);
      const whole = await world.askUnfederated(operation, variables);
      const paths = (errors ?? []).map((error) => error.path ?? []);
      expect(unexplained(data, whole.data, paths)).toEqual([]);
      expect(JSON.stringify(errors ?? [])).not.toContain("10.0.0.7");
    }),
    { numRuns: RUNS },
  );
}, 600_000);
