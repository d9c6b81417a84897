import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverAudits, type AuditResult } from "graphql-http";
import pino from "pino";
import { startEmbedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { startServedSystem } from "../processes/served-system";

/** A gateway to be audited, and how to end it. */
interface Audited {
  readonly url: string;
  stop(): Promise<void>;
}

const STARTS: Readonly<Record<string, (directory: string) => Promise<Audited>>> = {
  "of one process": (directory) =>
    startEmbedded(
      readEmbeddedEnvironment({
        NODE_ENV: "test",
        DEMO: "false",
        PORT: "0",
        DATA_DIR: directory,
        IDENTITY_SECRET: "a secret of this test, longer than needed",
      }),
      { logger: pino({ level: "silent" }) },
    ),
  "before subgraphs of their own": (directory) =>
    startServedSystem({ variables: { DATA_DIR: directory }, now: Date.now }),
};

/** As our clients do: a GET without a header that browsers ask leave for could be a foreign page's (CSRF). */
const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  if ((init.method ?? "GET") === "GET") headers.set("apollo-require-preflight", "true");
  return fetch(url, { ...init, headers });
};

describe.each(Object.entries(STARTS))("GraphQL over HTTP by a gateway %s", (_title, start) => {
  let directory: string;
  let gateway: Audited;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    gateway = await start(directory);
  }, 120_000);
  afterAll(async () => {
    await gateway.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn });

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))("%s: %s", async (_id, _name, audit) => {
    expect(wordOf(await audit())).toBe("ok");
  });

  it.each([
    [undefined, 400, "application/json"],
    ["*/*", 400, "application/json"],
    ["application/json", 200, "application/json"],
    ["application/graphql-response+json", 400, "application/graphql-response+json"],
    ["application/graphql-response+json, application/json;q=0.9", 400, "application/graphql-response+json"],
  ])("refuses a document to a client that accepts %s with %i as %s", async (accept, status, type) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(accept === undefined ? {} : { accept }) },
      body: JSON.stringify({ query: "{ nothing }" }),
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      `${type}; charset=utf-8`,
    ]);
    expect(await response.json()).toEqual({
      errors: [expect.objectContaining({ message: expect.any(String) })],
    });
  });
});

function wordOf(result: AuditResult): string {
  return result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`;
}
