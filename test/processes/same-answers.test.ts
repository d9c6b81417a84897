import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { startEmbedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { DEMO_ACCOUNTS } from "../../subgraphs/commands/demo";
import { onMysql } from "../kit/databases";
import { signIn, type Persona } from "../kit/persona";
import { CORPUS, CORPUS_VARIABLES } from "./corpus";
import { startServedSystem } from "./served-system";

const DAY = "2026-06-15";
const NOW = Date.parse(`${DAY}T10:00:00Z`);
const SECRETS = {
  IDENTITY_SECRET: "an identity secret of this test, long enough",
  SEAL_SECRET: "a seal secret of this test, long enough",
};

interface System {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

jest.setTimeout(120_000);

/** Issue 3: in-process and HTTP transports, SQLite and MySQL: the same data, byte for byte. */
onMysql("in process and over HTTP, on SQLite and on MySQL", ({ location }) => {
  const systems: System[] = [];
  const clients = new Map<string, ReadonlyMap<string, Persona>>();
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const place = await location();
    if (place.kind !== "mysql") throw new Error("This half of the test is on MySQL.");
    const mysql = { MYSQL_URL: place.url, MYSQL_PREFIX: place.prefix };
    for (const [database, variables] of [
      ["SQLite", { DATA_DIR: directory }],
      ["MySQL", { DATA_DIR: directory, ...mysql }],
    ] as const) {
      systems.push(await inProcess(database, variables), await overHttp(database, variables));
    }
    for (const { name, url } of systems) {
      const personas = new Map<string, Persona>();
      for (const { username } of DEMO_ACCOUNTS) personas.set(username, await signIn(url, username));
      clients.set(name, personas);
    }
  }, 240_000);
  afterAll(async () => {
    for (const system of systems) await system.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const accounts = [...DEMO_ACCOUNTS.map(({ username }) => username), "nobody"];
  it.each(accounts)("%s is answered with the same bytes, whatever is asked", async (username) => {
    const differences: string[] = [];
    let [read, bytes] = [0, 0];
    for (const [operation, query] of Object.entries(CORPUS)) {
      const answers = await Promise.all(
        systems.map(async ({ name, url }) => {
          const token = clients.get(name)?.get(username)?.accessToken;
          return { name, text: await post(url, query, token) };
        }),
      );
      const [first, ...others] = answers;
      differences.push(...others.flatMap((other) => difference(operation, first!, other)));
      if (first!.text.includes('"data":{')) read += 1;
      bytes += first!.text.length;
    }
    expect(differences).toEqual([]);
    // Were all answers refusals, their being alike would say little.
    expect(read).toBeGreaterThanOrEqual(10);
    expect(bytes).toBeGreaterThan(2_000);
  });

  async function inProcess(database: string, variables: Record<string, string>): Promise<System> {
    const environment = readEmbeddedEnvironment({
      NODE_ENV: "test",
      PORT: "0",
      DEMO: "true",
      ...SECRETS,
      ...variables,
    });
    const embedded = await startEmbedded(environment, { logger: pino({ level: "silent" }), now: () => NOW });
    return { name: `in process on ${database}`, url: embedded.url, stop: () => embedded.stop() };
  }

  async function overHttp(database: string, variables: Record<string, string>): Promise<System> {
    const served = await startServedSystem({ variables: { ...SECRETS, ...variables }, now: () => NOW });
    return { name: `over HTTP on ${database}`, url: served.url, stop: () => served.stop() };
  }
});

interface Answer {
  readonly name: string;
  readonly text: string;
}

/** Nothing, or where two answers part and how they go on: whole answers would fill the screen. */
function difference(operation: string, one: Answer, other: Answer): string[] {
  if (one.text === other.text) return [];
  let at = 0;
  while (one.text[at] === other.text[at]) at += 1;
  const around = ({ name, text }: Answer) => `${name}: …${text.slice(Math.max(0, at - 120), at + 160)}…`;
  return [`${operation}\n  ${around(one)}\n  ${around(other)}`];
}

async function post(url: string, query: string, token?: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables: CORPUS_VARIABLES }),
  });
  return `${response.status} ${await response.text()}`;
}
