import fc from "fast-check";
import { keyedHash } from "../../subgraphs/shared/text/keyed-hash";
import { identity } from "../../subgraphs/identity/subgraph";
import { attempt, succeeded, type ThrottleContext } from "../../subgraphs/shared/throttle/attempt";
import { clientAddress } from "../../subgraphs/shared/throttle/client-address";
import { delayAfter, THROTTLES } from "../../subgraphs/shared/throttle/rules";
import { eachDatabase } from "../kit/databases";
import { NOON, SETTINGS } from "./kit";

const RULE = { name: "test", free: 3, firstDelay: 1_000, longestDelay: 8_000, forgottenAfter: 60_000 };
const OTHER = { ...RULE, name: "other", free: 1 };

eachDatabase("a throttle", (databases) => {
  const clock = { now: NOON };
  let context: ThrottleContext;
  beforeAll(async () => {
    const { entities, migrations } = identity;
    const database = await databases.open({
      subgraph: "identity",
      entities: [...entities],
      migrations: [...migrations],
    });
    context = { database, services: { keyedHash: keyedHash(SETTINGS.secret) }, now: () => clock.now };
  });
  beforeEach(async () => {
    clock.now = NOON;
    await context.database.write((transaction) => transaction.execute("DELETE FROM `throttle`"));
  });
  const tryIt = async (key = "somebody") =>
    (await attempt(context, { rule: RULE, key }))?.retryAfterSeconds ?? "go on";

  it("lets some attempts through, then each waits twice as long as the one before, up to a bound", async () => {
    const waits = [];
    for (let count = 0; count < 13; count += 1) {
      const wait = await tryIt();
      if (wait === "go on") continue;
      waits.push(wait);
      clock.now += wait * 1_000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 8]);
  });

  it("does not count who tries too early: insisting makes no wait longer", async () => {
    for (let count = 0; count < 3; count += 1) await tryIt();
    expect([await tryIt(), await tryIt(), await tryIt()]).toEqual([1, 1, 1]);
    clock.now += 1_000;
    expect(await tryIt()).toBe("go on");
    expect(await tryIt()).toBe(2);
  });

  it("counts attempts that come at once one after another", async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => tryIt()));
    expect(outcomes.filter((outcome) => outcome === "go on")).toHaveLength(3);
  });

  it("forgets after a while without attempts, and takes back what turned out well", async () => {
    for (let count = 0; count < 3; count += 1) await tryIt();
    clock.now += 60_000;
    expect([await tryIt(), await tryIt()]).toEqual(["go on", "go on"]);
    for (let count = 0; count < 5; count += 1) {
      expect(await tryIt("lucky")).toBe("go on");
      await context.database.write((transaction) =>
        succeeded(transaction, context, { rule: RULE, key: "lucky" }),
      );
    }
  });

  it("counts under all counters or under none", async () => {
    const both = () => attempt(context, { rule: RULE, key: "a" }, { rule: OTHER, key: "a" });
    expect(await both()).toBeNull();
    expect(await both()).toEqual({ retryAfterSeconds: 1 });
    expect([await tryIt("a"), await tryIt("a"), await tryIt("a")]).toEqual(["go on", "go on", 1]);
  });

  it("counts an IPv6 address for its /48 too: whoever takes another /64 each time runs out all the same", async () => {
    const rule = { ...RULE, ofAddress: true } as const;
    let answered = 0;
    let wait: unknown = null;
    for (let hextet = 0; wait === null && hextet < 100; hextet += 1) {
      wait = await attempt(context, { rule, key: clientAddress(`2001:db8:1:${hextet.toString(16)}::7`) });
      if (wait === null) answered += 1;
    }
    // The eightfold of what one address may.
    expect([answered, wait]).toEqual([24, { retryAfterSeconds: 1 }]);
    expect(await attempt(context, { rule, key: clientAddress("2001:db8:2::7") })).toBeNull();
    expect(await attempt(context, { rule, key: clientAddress("192.0.2.7") })).toBeNull();
  });

  it("takes back what turned out well from both counters of an IPv6 address", async () => {
    const throttle = { rule: { ...RULE, ofAddress: true } as const, key: clientAddress("2001:db8::7") };
    for (let count = 0; count < 60; count += 1) {
      expect(await attempt(context, throttle)).toBeNull();
      await context.database.write((transaction) => succeeded(transaction, context, throttle));
    }
  });

  it("keeps no name that was tried in the clear, nor in a hash that can be guessed without the secret", async () => {
    await tryIt("my secret pass phrase");
    const text = JSON.stringify(await context.database.read.rows("SELECT * FROM `throttle`"));
    expect(text).not.toContain("secret");
    const stranger = keyedHash("another secret of thirty-two characters");
    expect(text).not.toContain(stranger("throttle", "test\nmy secret pass phrase"));
    expect(text).toContain(context.services.keyedHash("throttle", "test\nmy secret pass phrase"));
  });
});

describe("the rules of identity", () => {
  it("never make anybody wait longer than the longest delay, and never less after more attempts", () => {
    const rules = fc.constantFrom(...Object.values(THROTTLES));
    fc.assert(
      fc.property(rules, fc.nat(10_000), (rule, attempts) => {
        const delay = delayAfter(attempts, rule);
        expect(delay).toBeLessThanOrEqual(rule.longestDelay);
        expect(delayAfter(attempts + 1, rule)).toBeGreaterThanOrEqual(delay);
      }),
    );
  });

  it("let at most 110 passwords a day be tried on an account from strangers' addresses", () => {
    let [at, count] = [0, 0];
    while (at < 24 * 60 * 60 * 1_000) at += delayAfter(++count, THROTTLES.signInToAccount);
    expect(count).toBeLessThanOrEqual(110);
  });

  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::ffff", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["[2001:db8::1]:4711", "2001:db8:0:0::/64"],
    ["192.0.2.7:50001", "192.0.2.7"],
    ["64:ff9b::192.0.2.7", "192.0.2.7"],
    [null, "unknown"],
  ])("count %p as %p", (address, counted) => expect(clientAddress(address)).toBe(counted));
});
