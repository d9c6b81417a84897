import { setImmediate as turn } from "node:timers/promises";
import type { SubgraphCallEvent } from "../../gateway/engine";
import { Gate } from "./kit/gate";
import { holdTimeouts } from "./kit/hold-time";
import { NICKS, TOO_LONG, twoServices, WHOLE, withoutB } from "./kit/two-services";

/** Longer than any time that passes here. */
const NEVER = 3_600_000;

holdTimeouts();

describe("a subgraph in the same process that never answers", () => {
  it("costs only its own fields once its time is up", async () => {
    const events: SubgraphCallEvent[] = [];
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, {
      resilience: { timeoutMs: 20 },
      observe: { subgraphCall: (event) => events.push(event) },
    });
    const pending = world.ask(NICKS);
    await gate.askedTimes(1);
    jest.advanceTimersByTime(20);
    expect(await pending).toEqual(withoutB("TIMEOUT"));
    expect(gate.asked[0]?.signal?.aborted).toBe(true);
    expect(events).toEqual([
      expect.objectContaining({ subgraph: "a", outcome: "answered", attempts: 1 }),
      expect.objectContaining({ subgraph: "b", outcome: "timeout", attempts: 1, operationKind: "query" }),
    ]);
  });

  it("costs only its own fields once the request's time is up, however long its own is", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, {
      resilience: { timeoutMs: NEVER },
      requestTimeoutMs: 20,
    });
    const pending = world.ask(NICKS);
    await gate.askedTimes(1);
    jest.advanceTimersByTime(20);
    expect(await pending).toEqual(withoutB("TIMEOUT"));
  });

  it("is not asked any more when the request's time was up before its turn", async () => {
    const gate = new Gate("a");
    const world = twoServices(gate.intercept, { requestTimeoutMs: 20, resilience: { timeoutMs: NEVER } });
    const pending = world.ask(NICKS);
    await gate.askedTimes(1);
    jest.advanceTimersByTime(20);
    expect(await pending).toEqual({
      data: null,
      errors: [{ message: TOO_LONG, path: ["users"], extensions: { code: "TIMEOUT" } }],
    });
    expect(world.requests.map(({ subgraph }) => subgraph)).toEqual(["a"]);
  });
});

it("a request whose time is up before it is planned is answered with TIMEOUT at each of its fields", async () => {
  const world = twoServices((_request, next) => next(), { requestTimeoutMs: 20 });
  const pending = world.ask("{ __typename users { id } me }");
  jest.advanceTimersByTime(20);
  expect(await pending).toEqual({
    data: null,
    errors: ["users", "me"].map((field) => ({
      message: TOO_LONG,
      path: [field],
      extensions: { code: "TIMEOUT" },
    })),
  });
  expect(world.requests).toEqual([]);
});

describe("a mutation whose time is up", () => {
  it("tells what was done, and does no more", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { requestTimeoutMs: 100, resilience: { timeoutMs: NEVER } });
    const pending = world.ask("mutation { one: set(to: 1) two: set(to: 2) three: set(to: 3) }");
    await gate.askedTimes(1);
    gate.release();
    await gate.askedTimes(2);
    jest.advanceTimersByTime(100);
    const late = (field: string) => ({ message: TOO_LONG, path: [field], extensions: { code: "TIMEOUT" } });
    expect(await pending).toEqual({
      data: { one: 1, two: null, three: null },
      // The second was sent, the third was not.
      errors: [{ ...late("two"), message: `${TOO_LONG} The change may have been made.` }, late("three")],
    });
    expect(gate.asked).toHaveLength(2);
  });

  it("tells what was done when the next field's context hangs or fails", async () => {
    const gate = new Gate("b");
    gate.open();
    const unavailable = {
      message: "The service that answers this field is unavailable.",
      path: ["two"],
      extensions: { code: "SUBGRAPH_UNAVAILABLE" },
    };
    const asked = { contexts: 0 };
    const failing = twoServices(gate.intercept, {
      beforeMutationField: (context) =>
        ++asked.contexts < 2
          ? Promise.resolve(context)
          : Promise.reject(new Error("no identity at 10.0.0.7")),
    });
    expect(await failing.ask("mutation { one: set(to: 1) two: set(to: 2) }")).toEqual({
      data: { one: 1, two: null },
      errors: [unavailable],
    });
    asked.contexts = 0;
    const hanging = twoServices(gate.intercept, {
      requestTimeoutMs: 100,
      beforeMutationField: (context) =>
        ++asked.contexts < 2 ? Promise.resolve(context) : new Promise(() => undefined),
    });
    const pending = hanging.ask("mutation { one: set(to: 1) two: set(to: 2) }");
    while (asked.contexts < 2) await turn();
    jest.advanceTimersByTime(100);
    expect(await pending).toEqual({
      data: { one: 1, two: null },
      errors: [{ message: TOO_LONG, path: ["two"], extensions: { code: "TIMEOUT" } }],
    });
  });
});

describe("a client that goes", () => {
  it("takes its calls along, and nothing is asked after that", async () => {
    const events: SubgraphCallEvent[] = [];
    const gate = new Gate("a");
    const world = twoServices(gate.intercept, {
      observe: { subgraphCall: (event) => events.push(event) },
    });
    const gone = new AbortController();
    const pending = world.ask(NICKS, {}, {}, gone.signal);
    await gate.askedTimes(1);
    gone.abort();
    await pending;
    expect(gate.asked[0]?.signal?.aborted).toBe(true);
    expect(world.requests).toHaveLength(1);
    expect(events).toEqual([expect.objectContaining({ subgraph: "a", outcome: "cancelled" })]);
  });

  it("leaves others alone", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept);
    const gone = new AbortController();
    const pending = [world.ask(NICKS, {}, {}, gone.signal), world.ask(NICKS)];
    await gate.askedTimes(2);
    gone.abort();
    gate.open();
    expect((await Promise.all(pending))[1]).toEqual(WHOLE);
  });
});
