import fc from "fast-check";
import { ByteCache, CacheBudget } from "../../runtime/byte-cache";

describe("a cache with a budget in bytes", () => {
  it("never holds more than its budget, whatever comes in whatever order", () => {
    const anyEntry = fc.record({ key: fc.nat({ max: 30 }), bytes: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 200 }), (entries) => {
        const cache = new ByteCache<object>(1_000);
        for (const { key, bytes } of entries) {
          cache.set(String(key), {}, bytes);
          expect(cache.bytes).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });

  it("keeps what is in use while texts come that come only once", () => {
    const cache = new ByteCache<{ readonly text: string }>(1_000);
    for (let index = 0; index < 10; index += 1) cache.set(`used ${index}`, { text: `${index}` }, 100);
    for (let index = 0; index < 10_000; index += 1) cache.set(`once ${index}`, { text: "" }, 100);
    for (let index = 0; index < 10; index += 1) expect(cache.get(`used ${index}`)?.text).toBe(`${index}`);
  });

  it("takes a text into a full cache when it comes a second time", () => {
    const cache = new ByteCache<object>(1_000);
    for (let index = 0; index < 10; index += 1) cache.set(`used ${index}`, {}, 100);
    const value = {};
    cache.set("twice", value, 100);
    expect(cache.get("twice")).toBeUndefined();
    cache.set("twice", value, 100);
    expect(cache.get("twice")).toBe(value);
    expect(cache.get("used 0")).toBeUndefined();
  });

  it("does not empty itself for one entry of more than a quarter of its budget", () => {
    const cache = new ByteCache<object>(1_000);
    cache.set("small", {}, 100);
    cache.set("large", {}, 251);
    cache.set("large", {}, 251);
    expect(cache.get("large")).toBeUndefined();
    expect(cache.get("small")).toBeDefined();
  });
});

describe("the caches of a process", () => {
  it("say what each of them weighs, and a cache made again starts empty", () => {
    const budget = new CacheBudget(1_000_000);
    budget.create("plans", "plans").set("a", {}, 5_000);
    budget.create("tokens", "callers", 0.5).set("t", {}, 300);
    expect(Object.fromEntries(budget.weights())).toEqual({ plans: 5_000, tokens: 300 });
    budget.create("plans", "plans");
    expect(budget.weights().get("plans")).toBe(0);
  });
});
