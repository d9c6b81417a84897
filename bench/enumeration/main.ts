import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createPool } from "mysql2/promise";
import pino from "pino";
import { startEmbedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { subgraphDefinitions } from "../../subgraphs";
import { mysqlDatabaseName } from "../../subgraphs/shared/database";
import { writeResults } from "../results";
import { askInTurn } from "./ask";
import { flows } from "./flows";
import { report, type Measured } from "./report";

export const ENUMERATION_HELP = `npm run bench enumeration [-- options]
  Whether sign-in, recovery and registration tell a stranger which accounts exist: by what they answer, or by the time
  it takes. Through the system in one process, over HTTP, known and unknown in random order.
  --calls N      calls for each of both, per mutation (200)
  --warm-up N    calls before those (20)
  --mysql        on MySQL at MYSQL_URL (mysql://root@127.0.0.1:3306), in databases of its own, instead of SQLite`;

export async function benchEnumeration(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      calls: { type: "string", default: "200" },
      "warm-up": { type: "string", default: "20" },
      mysql: { type: "boolean", default: false },
    },
  });
  const url = values.mysql ? (process.env["MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306") : undefined;
  const prefix = `bench_${process.pid}_${Date.now().toString(36)}`;
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-bench-"));
  try {
    process.stdout.write("Making the demo world …\n");
    const database = url === undefined ? {} : { MYSQL_URL: url, MYSQL_PREFIX: prefix };
    const environment = readEmbeddedEnvironment({
      PORT: "0",
      DATA_DIR: directory,
      DEMO: "true",
      ...database,
    });
    const embedded = await startEmbedded(environment, { logger: pino({ level: "warn" }) });
    try {
      const measured: Measured[] = [];
      const identity = embedded.subgraphs.databaseOf("identity");
      // Nobody is kept waiting, so that each call does what a first one does.
      const forget = () => identity.write((transaction) => transaction.execute("DELETE FROM `throttle`"));
      for (const flow of await flows(identity)) {
        const counts = { calls: Number(values.calls), warmUp: Number(values["warm-up"]) };
        measured.push(await askInTurn(`${embedded.url}/graphql`, flow, counts, forget));
        process.stdout.write(`  ${flow.title}\n`);
      }
      process.stdout.write(`\n${report(measured)}\n`);
      writeResults("enumeration", { engine: values.mysql ? "mysql" : "sqlite", measured });
      if (measured.some(({ contents }) => contents.length > 1)) process.exitCode = 1;
    } finally {
      await embedded.stop();
    }
  } finally {
    if (url !== undefined) await dropDatabases(url, prefix);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const pool = createPool({ uri: url });
  for (const { name } of subgraphDefinitions) {
    await pool.query(`DROP DATABASE IF EXISTS ${mysqlDatabaseName(prefix, name)}`);
  }
  await pool.end();
}
