import { askEachTime, rememberCallers, type ResolveCaller } from "../../gateway/caller/caller-lookup";
import { freezeCaller, type Caller } from "../../schema/access/caller";
import { UnavailableError } from "../../schema/errors";

const SESSION = { userId: "ada", sessionId: "s1" };
const ANOTHER = { userId: "ada", sessionId: "s2" };

function callerAt(at: number, userId = "ada"): Caller {
  return freezeCaller({ userId, sessionId: "s1", organizationIds: ["org"], grants: [], at });
}

/** Identity and a clock in the test's hands. */
function world(answer?: ResolveCaller) {
  const clock = { now: 1_000_000 };
  const identity = { answer: answer ?? (() => Promise.resolve(callerAt(clock.now))), asked: 0 };
  const lookup = rememberCallers(
    (session) => {
      identity.asked += 1;
      return identity.answer(session);
    },
    () => clock.now,
  );
  return { clock, identity, lookup };
}

const DOWN: ResolveCaller = () => Promise.reject(new UnavailableError("identity is down"));

describe("a caller remembered by session", () => {
  it("is asked for once in a second, and again when that is over", async () => {
    const { clock, identity, lookup } = world();
    await lookup.find(SESSION);
    clock.now += 999;
    await lookup.find(SESSION);
    expect(identity.asked).toBe(1);
    clock.now += 1;
    await lookup.find(SESSION);
    expect(identity.asked).toBe(2);
  });

  it("is never given to another session of the same person", async () => {
    const { identity, lookup } = world((session) => Promise.resolve(callerAt(1, session.sessionId)));
    expect((await lookup.find(SESSION)).caller?.userId).toBe("s1");
    expect((await lookup.find(ANOTHER)).caller?.userId).toBe("s2");
    expect(identity.asked).toBe(2);
  });

  it("stands at the instant of each request, not at that of the question", async () => {
    const { clock, lookup } = world();
    const asked = (await lookup.find(SESSION)).caller!.at;
    clock.now += 600;
    expect((await lookup.find(SESSION)).caller!.at).toBe(asked + 600);
  });

  it("is one question for all requests that wait for it", async () => {
    const { identity, lookup } = world();
    const found = await Promise.all([1, 2, 3, 4].map(() => lookup.find(SESSION)));
    expect(identity.asked).toBe(1);
    expect(new Set(found.map(({ caller }) => caller)).size).toBe(1);
  });

  it("is asked for in the name of the request that is the first to want it", async () => {
    const causes: unknown[] = [];
    const lookup = rememberCallers(
      (_session, cause) => {
        causes.push(cause?.requestId);
        return Promise.resolve(callerAt(1));
      },
      () => 1_000_000,
    );
    const cause = (requestId: string) => ({ requestId, trace: undefined });
    await Promise.all(["first", "second"].map((id) => lookup.find(SESSION, cause(id))));
    await lookup.find(SESSION, cause("third"));
    await lookup.ask(SESSION, cause("fourth"));
    await askEachTime((_session, asked) => {
      causes.push(asked?.requestId);
      return Promise.resolve(null);
    }).find(SESSION, cause("fifth"));
    expect(causes).toEqual(["first", "fourth", "fifth"]);
  });

  it("is not taken from a question that has been under way for a second: grants may have changed since", async () => {
    const { clock, identity, lookup } = world();
    let arrive: (caller: Caller) => void = () => undefined;
    identity.answer = () => new Promise((resolve) => (arrive = resolve));
    const first = lookup.find(SESSION);
    const firstArrives = arrive;
    clock.now += 1_000;
    identity.answer = () => Promise.resolve(callerAt(2, "now"));
    expect((await lookup.find(SESSION)).caller?.userId).toBe("now");
    firstArrives(callerAt(1, "before"));
    await first;
    expect((await lookup.find(SESSION)).caller?.userId).toBe("now");
  });

  it("is asked for anew on demand, and that word is remembered", async () => {
    const { identity, lookup } = world();
    await lookup.find(SESSION);
    identity.answer = () => Promise.resolve(null);
    expect(await lookup.ask(SESSION)).toBeNull();
    expect(await lookup.find(SESSION)).toEqual({ caller: null, isStale: false });
    expect(identity.asked).toBe(2);
  });
});

describe("while identity is down", () => {
  it("its last word serves for thirty seconds, marked as stale, and no longer", async () => {
    const { clock, identity, lookup } = world();
    await lookup.find(SESSION);
    identity.answer = DOWN;
    clock.now += 30_000;
    expect(await lookup.find(SESSION)).toMatchObject({ caller: { userId: "ada" }, isStale: true });
    clock.now += 1;
    await expect(lookup.find(SESSION)).rejects.toThrow("identity is down");
  });

  it("a session that it said has ended stays ended", async () => {
    const { clock, identity, lookup } = world();
    await lookup.find(SESSION);
    identity.answer = () => Promise.resolve(null);
    clock.now += 1_000;
    await lookup.find(SESSION);
    identity.answer = DOWN;
    clock.now += 1_000;
    expect(await lookup.find(SESSION)).toEqual({ caller: null, isStale: true });
  });

  it("nobody is known of whom it never spoke", async () => {
    const { lookup } = world(DOWN);
    await expect(lookup.find(SESSION)).rejects.toThrow(UnavailableError);
  });

  it("no question on demand is answered from memory", async () => {
    const { identity, lookup } = world();
    await lookup.find(SESSION);
    identity.answer = DOWN;
    await expect(lookup.ask(SESSION)).rejects.toThrow(UnavailableError);
  });

  it("a fault of ours is not taken for it", async () => {
    const { clock, identity, lookup } = world();
    await lookup.find(SESSION);
    identity.answer = () => Promise.reject(new TypeError("no function"));
    clock.now += 1_000;
    await expect(lookup.find(SESSION)).rejects.toThrow(TypeError);
  });

  it("is asked again by the next request, and its word is fresh again", async () => {
    const { clock, identity, lookup } = world();
    const { answer } = identity;
    await lookup.find(SESSION);
    identity.answer = DOWN;
    clock.now += 2_000;
    expect((await lookup.find(SESSION)).isStale).toBe(true);
    identity.answer = answer;
    expect((await lookup.find(SESSION)).isStale).toBe(false);
  });
});
