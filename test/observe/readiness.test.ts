import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReadiness } from "../../gateway/observe/readiness";
import { until } from "../kit/processes";
import { startServedSystem, type ServedSystem } from "../processes/served-system";

const answers = () => Promise.resolve({ keys: [] });

describe("readiness", () => {
  it("is lost while a subgraph's breaker is open, whatever becomes of others", async () => {
    const readiness = createReadiness(answers);
    expect(await readiness.isReady()).toBe(true);
    readiness.breaker?.({ subgraph: "mobile-inventory", state: "open" });
    readiness.breaker?.({ subgraph: "identity", state: "closed" });
    expect(await readiness.isReady()).toBe(false);
    readiness.breaker?.({ subgraph: "mobile-inventory", state: "half-open" });
    expect(await readiness.isReady()).toBe(true);
  });

  it("begins anew with another supergraph, whose breakers are closed", async () => {
    const readiness = createReadiness(answers);
    readiness.breaker?.({ subgraph: "gone", state: "open" });
    readiness.forget();
    expect(await readiness.isReady()).toBe(true);
  });

  it("asks identity once for many who ask", async () => {
    const ask = jest.fn(answers);
    const readiness = createReadiness(ask);
    await Promise.all(Array.from({ length: 100 }, () => readiness.isReady()));
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe("a system of separate processes", () => {
  let directory: string;
  let system: ServedSystem;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    system = await startServedSystem({ variables: { DATA_DIR: directory }, now: Date.now });
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await rm(directory, { recursive: true });
  });

  const ask = async (url: string, path: string) => {
    const response = await fetch(url + path);
    return [response.status, await response.json()];
  };
  const READY = [200, { status: "ready" }];
  const NOT_READY = [503, { status: "not ready" }];

  it("is ready while identity answers, and tells nobody why it is not", async () => {
    expect(await ask(system.url, "/ready")).toEqual(READY);
    await system.subgraphs.get("identity")!.stop();
    await until("it is not ready", async () => (await ask(system.url, "/ready"))[0] === 503);
    expect(await ask(system.url, "/ready")).toEqual(NOT_READY);
    expect(await ask(system.url, "/health")).toEqual([200, { status: "ok" }]);
    await system.restart("identity");
    await until("it is ready again", async () => (await ask(system.url, "/ready"))[0] === 200);
  });

  it("has subgraphs that are ready while their database answers", async () => {
    const { url, database } = system.subgraphs.get("fixed-inventory")!;
    expect(await ask(url, "/ready")).toEqual(READY);
    await database.close();
    expect(await ask(url, "/ready")).toEqual(NOT_READY);
    expect(await ask(url, "/health")).toEqual([200, { status: "ok", subgraph: "fixed-inventory" }]);
  });
});
