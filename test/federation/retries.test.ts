import { setImmediate as turn } from "node:timers/promises";
import { SubgraphUnavailableError, type SubgraphCallEvent } from "../../gateway/engine";
import { holdTimeouts } from "./kit/hold-time";
import { NICKS, TOO_LONG, twoServices, UNAVAILABLE, WHOLE, withoutB } from "./kit/two-services";

const reset = () =>
  new SubgraphUnavailableError("reset by 10.0.0.7", "SUBGRAPH_UNAVAILABLE", { isTransient: true });

/** A world whose `b` fails with each of these in turn before it answers, and how its calls ended. */
function failingWith(errors: readonly Error[], engine: Parameters<typeof twoServices>[1] = {}) {
  const left = [...errors];
  const calls: SubgraphCallEvent[] = [];
  const world = twoServices(
    (request, next) => {
      const error = request.subgraph === "b" ? left.shift() : undefined;
      return error === undefined ? next() : Promise.reject(error);
    },
    {
      ...engine,
      resilience: { backoffMs: 1, ...engine.resilience },
      observe: { subgraphCall: (event) => event.subgraph === "b" && calls.push(event) },
    },
  );
  return { world, calls };
}

describe("what broke off before an answer", () => {
  it("is sent again, and the answer is whole", async () => {
    const { world, calls } = failingWith([reset(), reset()]);
    expect(await world.ask(NICKS)).toEqual(WHOLE);
    expect(calls).toEqual([expect.objectContaining({ outcome: "answered", attempts: 3 })]);
  });

  it("is sent as often as told and no more", async () => {
    const { world, calls } = failingWith([reset(), reset(), reset(), reset()], {
      resilience: { retries: 2 },
    });
    expect(await world.ask(NICKS)).toEqual(withoutB("SUBGRAPH_UNAVAILABLE"));
    expect(calls).toEqual([expect.objectContaining({ outcome: "failed", attempts: 3 })]);
    expect(await world.ask(NICKS)).toEqual(WHOLE);
  });

  it("is sent once when it is a mutation: nobody knows whether it was done", async () => {
    const { world, calls } = failingWith([reset()]);
    expect(await world.ask("mutation { set(to: 1) }")).toEqual({
      data: { set: null },
      errors: [{ message: UNAVAILABLE, path: ["set"], extensions: { code: "SUBGRAPH_UNAVAILABLE" } }],
    });
    expect(calls).toEqual([
      expect.objectContaining({ operationKind: "mutation", outcome: "failed", attempts: 1 }),
    ]);
  });

  it.each<[string, Error]>([
    ["an answer that cannot be read", new SubgraphUnavailableError("The answer is no JSON.")],
    ["a timeout", new SubgraphUnavailableError("No answer.", "TIMEOUT")],
    ["a mistake of ours", new TypeError("x is not a function")],
  ])("is not sent again after %s", async (_case, error) => {
    const { world, calls } = failingWith([error]);
    expect((await world.ask(NICKS)).errors).toHaveLength(2);
    expect(calls).toEqual([expect.objectContaining({ attempts: 1 })]);
  });
});

describe("the wait before another attempt", () => {
  holdTimeouts();

  it("lasts no longer than the request", async () => {
    const failures = [reset(), reset()];
    const { world, calls } = failingWith(failures, {
      requestTimeoutMs: 100,
      resilience: { backoffMs: 3_600_000 },
    });
    const pending = world.ask(NICKS);
    while (world.requests.length < 2) await turn();
    // Past the failure of the attempt, into the wait.
    await turn();
    jest.advanceTimersByTime(100);
    expect((await pending).errors?.map(({ message }) => message)).toEqual([TOO_LONG, TOO_LONG]);
    expect(calls).toEqual([expect.objectContaining({ outcome: "timeout", attempts: 1 })]);
  });
});
