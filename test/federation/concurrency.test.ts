import { setImmediate as turn } from "node:timers/promises";
import type { SubgraphCallEvent } from "../../gateway/engine";
import { Gate } from "./kit/gate";
import { holdTimeouts } from "./kit/hold-time";
import { NICKS, TOO_LONG, twoServices, UNAVAILABLE, WHOLE } from "./kit/two-services";

describe("calls of one subgraph", () => {
  it("are under way in a bounded number, wait in a bounded number, and beyond that are refused at once", async () => {
    const outcomes: SubgraphCallEvent["outcome"][] = [];
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, {
      resilience: { concurrency: 2, queue: 3 },
      observe: { subgraphCall: ({ subgraph, outcome }) => subgraph === "b" && outcomes.push(outcome) },
    });
    const pending = Array.from({ length: 9 }, () => world.ask("{ me }", {}, { who: "ada" }));
    const refused = { message: UNAVAILABLE, path: ["me"], extensions: { code: "SUBGRAPH_UNAVAILABLE" } };
    for (const answer of await Promise.all(pending.slice(5)))
      expect(answer).toEqual({ data: { me: null }, errors: [refused] });
    expect(gate.asked).toHaveLength(2);
    gate.open();
    for (const answer of await Promise.all(pending.slice(0, 5)))
      expect(answer).toEqual({ data: { me: "ada" } });
    expect(outcomes.toSorted()).toEqual([
      ...Array<string>(5).fill("answered"),
      ...Array<string>(4).fill("rejected"),
    ]);
  });

  it("hand on the places of those that were given up while they waited", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { resilience: { concurrency: 1, queue: 3 } });
    const first = world.ask(NICKS);
    await gate.askedTimes(1);
    const gone = new AbortController();
    const given = [world.ask(NICKS, {}, {}, gone.signal), world.ask(NICKS, {}, {}, gone.signal)];
    const last = world.ask(NICKS);
    while (world.requests.filter(({ subgraph }) => subgraph === "a").length < 4) await Promise.resolve();
    gone.abort();
    await Promise.all(given);
    gate.open();
    expect(await Promise.all([first, last])).toEqual([WHOLE, WHOLE]);
    expect(gate.asked).toHaveLength(2);
  });

  it("of one do not wait for those of another", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { resilience: { concurrency: 1, queue: 0 } });
    const held = world.ask(NICKS);
    await gate.askedTimes(1);
    expect(await world.ask("{ users { id } }")).toEqual({ data: { users: [{ id: "1" }, { id: "2" }] } });
    gate.open();
    expect(await held).toEqual(WHOLE);
  });
});

describe("calls that wait for their turn", () => {
  holdTimeouts();

  it("wait no longer than their time", async () => {
    const gate = new Gate("b");
    const world = twoServices(gate.intercept, { resilience: { concurrency: 1, timeoutMs: 20 } });
    const first = world.ask("{ me }");
    await gate.askedTimes(1);
    const waiting = [world.ask("{ me }"), world.ask("{ me }")];
    // Nothing tells that a call waits: it is asked for, and a turn of the event loop later it does.
    await turn();
    jest.advanceTimersByTime(20);
    const late = { message: TOO_LONG, path: ["me"], extensions: { code: "TIMEOUT" } };
    for (const answer of await Promise.all([first, ...waiting]))
      expect(answer).toEqual({ data: { me: null }, errors: [late] });
    expect(gate.asked).toHaveLength(1);
  });
});
