import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReadiness } from "../../gateway/observe/readiness";
import { freePorts, until } from "../kit/processes";
import { startSmallGateway } from "./small-gateway";
import { startServedSystem, type ServedSystem } from "../processes/served-system";

const answers = () => Promise.resolve({ keys: [] });
const readinessOf = (askIdentity = answers, unreachable: readonly string[] = []) =>
  createReadiness({
    askIdentity,
    askSubgraphs: () => Promise.resolve(unreachable.map((subgraph) => ({ subgraph, cause: "away" }))),
  });

describe("readiness", () => {
  it("is lost while a subgraph's breaker is open, whatever becomes of others", async () => {
    const readiness = readinessOf();
    readiness.breaker?.({ subgraph: "mobile-inventory", state: "open" });
    readiness.breaker?.({ subgraph: "identity", state: "closed" });
    expect(await readiness.isReady()).toBe(false);
    const recovered = readinessOf();
    recovered.breaker?.({ subgraph: "mobile-inventory", state: "open" });
    recovered.breaker?.({ subgraph: "mobile-inventory", state: "half-open" });
    expect(await recovered.isReady()).toBe(true);
  });

  it("is not there while a subgraph gives no answer to its question, breaker or not", async () => {
    expect(await readinessOf(answers, ["reviews"]).isReady()).toBe(false);
  });

  it("begins anew with another supergraph, whose breakers are closed", async () => {
    const readiness = readinessOf();
    readiness.breaker?.({ subgraph: "gone", state: "open" });
    readiness.forget();
    expect(await readiness.isReady()).toBe(true);
  });

  it("asks identity once for many who ask", async () => {
    const ask = jest.fn(answers);
    const readiness = readinessOf(ask);
    await Promise.all(Array.from({ length: 100 }, () => readiness.isReady()));
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

describe("a gateway that nobody asks anything but whether it is ready", () => {
  const statusOf = async (url: string) => (await fetch(`${url}/ready`)).status;

  it("finds by itself that a subgraph has gone, and that it has come back, and logs why", async () => {
    const [port = 0] = await freePorts(1);
    const urls = `small=http://127.0.0.1:${port}/graphql`;
    const small = await startSmallGateway("type Query { greeting: String }", {}, { SUBGRAPH_URLS: urls });
    expect(await statusOf(small.url)).toBe(503);
    expect(small.log).toContainEqual(
      expect.objectContaining({
        msg: "not ready",
        reasons: [{ subgraph: "small", cause: expect.stringContaining(`ECONNREFUSED 127.0.0.1:${port}`) }],
      }),
    );
    const server = createServer((_request, response) =>
      response.setHeader("content-type", "application/json").end('{"data":{"__typename":"Query"}}'),
    ).listen(port, "127.0.0.1");
    await until("it is ready", async () => (await statusOf(small.url)) === 200);
    await small.stop();
    server.closeAllConnections();
    server.close();
  });

  it.each([
    [404, "text/html", "not here"],
    [200, "application/json", '{"ok":true}'],
    [200, "application/json", '{"errors":[{"message":"no such service"}]}'],
  ])("is not ready while SUBGRAPH_URLS leads elsewhere: %i %s %s", async (status, type, text) => {
    const server = createServer((_request, response) =>
      response.writeHead(status, { "content-type": type }).end(text),
    ).listen(0, "127.0.0.1");
    await once(server, "listening");
    const urls = `small=http://127.0.0.1:${(server.address() as AddressInfo).port}/wrong`;
    const small = await startSmallGateway("type Query { greeting: String }", {}, { SUBGRAPH_URLS: urls });
    expect(await statusOf(small.url)).toBe(503);
    await small.stop();
    server.closeAllConnections();
    server.close();
  });

  it("asks a subgraph once for many who ask", async () => {
    const small = await startSmallGateway("type Query { greeting: String }", {});
    const all = await Promise.all(Array.from({ length: 50 }, () => statusOf(small.url)));
    expect(new Set(all)).toEqual(new Set([200]));
    expect(small.subgraph.requests.length).toBeLessThan(5);
    await small.stop();
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
