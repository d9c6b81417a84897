import { setImmediate as turn } from "node:timers/promises";
import type { BreakerEvent, SubgraphCallEvent, SubgraphResponse } from "../../gateway/engine";
import { Gate } from "./kit/gate";
import { holdTimeouts } from "./kit/hold-time";
import { NICKS, twoServices, WHOLE, withoutB } from "./kit/two-services";

/** Longer than any test lasts. */
const NEVER = 3_600_000;
const UNAVAILABLE = withoutB("SUBGRAPH_UNAVAILABLE");

type Options = NonNullable<Parameters<typeof twoServices>[1]>;

/** A world with a breaker that opens at the second failure of four calls, and what it told of `b`. */
function watched(intercept: Parameters<typeof twoServices>[0], options: Options = {}) {
  const states: BreakerEvent["state"][] = [];
  const calls: SubgraphCallEvent[] = [];
  const world = twoServices(intercept, {
    ...options,
    resilience: { retries: 0, breakerCalls: 4, breakerOpenMs: NEVER, ...options.resilience },
    observe: {
      breaker: ({ subgraph, state }) => subgraph === "b" && states.push(state),
      subgraphCall: (event) => event.subgraph === "b" && calls.push(event),
    },
  });
  return { world, states, calls, sent: () => world.requests.filter((one) => one.subgraph === "b").length };
}

/** `b` is down until told otherwise. */
function downAndUp() {
  const service = { isUp: false };
  const intercept = (
    { subgraph }: { subgraph: string },
    next: () => Promise<SubgraphResponse>,
  ): Promise<SubgraphResponse> =>
    subgraph === "b" && !service.isUp ? Promise.reject(new Error("down at 10.0.0.7")) : next();
  return { service, intercept };
}

describe("a subgraph that fails", () => {
  it("is left alone after its share of failures, and its fields are unavailable at once", async () => {
    const { intercept } = downAndUp();
    const { world, states, calls, sent } = watched(intercept);
    for (let count = 0; count < 5; count++) expect(await world.ask(NICKS)).toEqual(UNAVAILABLE);
    expect(states).toEqual(["closed", "open"]);
    expect(sent()).toBe(2);
    expect(calls.map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
      ["failed", 1],
      ["failed", 1],
      ["rejected", 0],
      ["rejected", 0],
      ["rejected", 0],
    ]);
  });

  it("is tried again after a while, and served as soon as it answers", async () => {
    const { service, intercept } = downAndUp();
    const { world, states } = watched(intercept, { resilience: { breakerOpenMs: 1 } });
    while (states.length < 4) expect(await world.ask(NICKS)).toEqual(UNAVAILABLE);
    expect(states.slice(0, 4)).toEqual(["closed", "open", "half-open", "open"]);
    service.isUp = true;
    while (states.at(-1) !== "closed") await world.ask(NICKS);
    for (let count = 0; count < 5; count++) expect(await world.ask(NICKS)).toEqual(WHOLE);
    expect(states.at(-1)).toBe("closed");
  });

  it("is tried by one call at a time, and nobody waits for that one", async () => {
    const { gate, world, states, sent } = await halfOpen();
    const before = sent();
    for (let count = 0; count < 5; count++) expect(await world.ask(NICKS)).toEqual(UNAVAILABLE);
    expect(sent()).toBe(before);
    gate.open();
    while (states.at(-1) !== "closed") await turn();
    expect(await world.ask(NICKS)).toEqual(WHOLE);
  });

  it("is judged by the call that tries it, even when that call's client has gone", async () => {
    const { gate, states, gone, probe } = await halfOpen();
    gone.abort();
    await probe;
    expect(states.at(-1)).toBe("half-open");
    gate.open();
    while (states.at(-1) === "half-open") await turn();
    expect(states.at(-1)).toBe("closed");
  });

  it("is not given up again for calls that were begun before it came back", async () => {
    const gate = new Gate("b");
    const { world, states } = watched(gate.intercept, { resilience: { breakerOpenMs: 1 } });
    const early = Array.from({ length: 6 }, () => world.ask(NICKS));
    await gate.askedTimes(6);
    gate.release(new Error("down"));
    gate.release(new Error("down"));
    while (states.at(-1) !== "open") await turn();
    const probe = firstSent(world, gate);
    await gate.askedTimes(7);
    expect(states).toEqual(["closed", "open", "half-open"]);
    gate.releaseLast();
    expect(await probe).toEqual(WHOLE);
    for (let count = 0; count < 4; count++) gate.release(new Error("reset at last"));
    await Promise.all(early);
    expect(states).toEqual(["closed", "open", "half-open", "closed"]);
  });

  /** A breaker that is half open, with the call that tries `b` held at the gate. */
  async function halfOpen() {
    const gate = new Gate("b");
    const watching = watched(gate.intercept, { resilience: { breakerOpenMs: 1 } });
    const failing = [watching.world.ask(NICKS), watching.world.ask(NICKS)];
    await gate.askedTimes(2);
    gate.release(new Error("down"));
    gate.release(new Error("down"));
    await Promise.all(failing);
    const gone = new AbortController();
    const probe = firstSent(watching.world, gate, gone.signal);
    await gate.askedTimes(3);
    expect(watching.states).toEqual(["closed", "open", "half-open"]);
    return { ...watching, gate, gone, probe };
  }

  /** Asks until a call is let through again, and answers that one's request. */
  async function firstSent(
    world: ReturnType<typeof twoServices>,
    gate: Gate,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const before = gate.asked.length;
    for (;;) {
      const pending = world.ask(NICKS, {}, {}, signal);
      const sent = gate.askedTimes(before + 1).then(() => "sent" as const);
      const first = await Promise.race([sent, pending]);
      if (first === "sent") return pending;
    }
  }
});

describe("a breaker", () => {
  it("is not opened by clients that go", async () => {
    const gate = new Gate("b");
    const { world, states, calls } = watched(gate.intercept);
    for (let count = 1; count <= 8; count++) {
      const gone = new AbortController();
      const pending = world.ask(NICKS, {}, {}, gone.signal);
      await gate.askedTimes(count);
      gone.abort();
      await pending;
    }
    gate.open();
    expect(await world.ask(NICKS)).toEqual(WHOLE);
    expect(states).toEqual(["closed"]);
    expect(calls.map(({ outcome }) => outcome)).toEqual([...Array<string>(8).fill("cancelled"), "answered"]);
  });

  it("is not opened by errors in answers", async () => {
    const { world, states, sent } = watched(({ subgraph }, next) =>
      subgraph === "b" ? Promise.resolve({ data: null, errors: [{ message: "no" }] }) : next(),
    );
    for (let count = 0; count < 8; count++) {
      const { errors } = await world.ask(NICKS);
      expect(errors?.map(({ message }) => message)).toEqual(["no", "no"]);
    }
    expect(states).toEqual(["closed"]);
    expect(sent()).toBe(8);
  });

  it("is opened by answers that are none", async () => {
    const { world, states } = watched(({ subgraph }, next) =>
      subgraph === "b" ? Promise.resolve({ data: [] } as unknown as SubgraphResponse) : next(),
    );
    await world.ask(NICKS);
    await world.ask(NICKS);
    expect(states).toEqual(["closed", "open"]);
  });
});

describe("a breaker before a subgraph that is silent", () => {
  holdTimeouts();

  it("is opened by calls whose time is up", async () => {
    const gate = new Gate("b");
    const { world, states } = watched(gate.intercept, { resilience: { timeoutMs: 20 } });
    const pending = [world.ask(NICKS), world.ask(NICKS)];
    await gate.askedTimes(2);
    jest.advanceTimersByTime(20);
    expect(await Promise.all(pending)).toEqual([withoutB("TIMEOUT"), withoutB("TIMEOUT")]);
    expect(states).toEqual(["closed", "open"]);
  });

  it("is not opened by requests whose time is up", async () => {
    const gate = new Gate("b");
    const { world, states } = watched(gate.intercept, { requestTimeoutMs: 20 });
    const pending = Array.from({ length: 8 }, () => world.ask(NICKS));
    await gate.askedTimes(8);
    jest.advanceTimersByTime(20);
    for (const answer of await Promise.all(pending)) expect(answer).toEqual(withoutB("TIMEOUT"));
    expect(states).toEqual(["closed"]);
  });
});
