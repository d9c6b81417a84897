import { deepStrictEqual } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createPool } from "mysql2/promise";
import pino from "pino";
import { startEmbedded, type Embedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { subgraphDefinitions } from "../../subgraphs";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { mysqlDatabaseName } from "../../subgraphs/shared/database";
import { writeResults } from "../results";
import { handWritten } from "./hand-written";
import { alternately, type Contestant } from "./alternately";
import { INVENTORY, ORGANIZATION, PAGE_SIZE, USERNAME } from "./operation";
import { report } from "./report";

export const INVENTORY_HELP = `npm run bench inventory [-- options]
  A page of 1,000 lines with all details, through the system in one process on MySQL, against SQL written by hand.
  --pages N      pages of each, in turn (30)
  --warm-up N    pages of each before those (10)
  MYSQL_URL      the server (mysql://root@127.0.0.1:3306); databases of its own are made there, and dropped`;

export async function benchInventory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { pages: { type: "string", default: "30" }, "warm-up": { type: "string", default: "10" } },
  });
  const url = process.env["MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306";
  const prefix = `bench_${process.pid}_${Date.now().toString(36)}`;
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-bench-"));
  const pool = createPool({ uri: url, connectionLimit: 10 });
  try {
    process.stdout.write("Making the demo world on MySQL …\n");
    const variables = { PORT: "0", DATA_DIR: directory, MYSQL_URL: url, MYSQL_PREFIX: prefix, DEMO: "true" };
    const embedded = await startEmbedded(readEmbeddedEnvironment(variables), {
      logger: pino({ level: "warn" }),
    });
    const byHand = handWritten(pool, {
      mobile: mysqlDatabaseName(prefix, "mobile-inventory"),
      identity: mysqlDatabaseName(prefix, "identity"),
    });
    const server = createServer((_request, response) => {
      byHand.page(ORGANIZATION, PAGE_SIZE).then(
        (page) => response.setHeader("content-type", "application/json").end(JSON.stringify(page)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    try {
      const system = await throughTheSystem(embedded);
      const hand: Contestant = {
        ask: () => post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, "", {}),
        statements: byHand.statements,
      };
      deepStrictEqual(JSON.parse(await system.ask()), JSON.parse(await hand.ask()));
      const measured = await alternately({ system, hand }, Number(values["warm-up"]), Number(values.pages));
      process.stdout.write(`\n${report(measured)}\n`);
      writeResults("inventory", { lines: PAGE_SIZE, ...measured });
    } finally {
      server.close();
      await embedded.stop();
    }
  } finally {
    for (const { name } of subgraphDefinitions) {
      await pool.query(`DROP DATABASE IF EXISTS ${mysqlDatabaseName(prefix, name)}`);
    }
    await pool.end();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A signed-in client of the gateway, and the statements of all subgraphs. */
async function throughTheSystem({ url, subgraphs }: Embedded): Promise<Contestant> {
  let statements = 0;
  for (const { name } of subgraphDefinitions) subgraphs.databaseOf(name).observe(() => (statements += 1));
  const signIn = `mutation ($username: String!, $password: String!) {
    signIn(username: $username, password: $password) { accessToken }
  }`;
  const signedIn = await post(
    `${url}/graphql`,
    JSON.stringify({ query: signIn, variables: { username: USERNAME, password: DEMO_PASSWORD } }),
    {},
  );
  const { data } = JSON.parse(signedIn) as { data: { signIn: { accessToken: string } } };
  const headers = { authorization: `Bearer ${data.signIn.accessToken}` };
  const variables = { organization: ORGANIZATION, first: PAGE_SIZE };
  const body = JSON.stringify({ query: INVENTORY, variables });
  return { ask: () => post(`${url}/graphql`, body, headers), statements: () => statements };
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  if (response.status === 200 && !text.includes('"errors":')) return text;
  throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
}
