import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { subgraphDefinitions } from "../../subgraphs";
import { STALE } from "../../subgraphs/identity/sweep";
import {
  mysqlDatabaseName,
  openDatabase,
  type Database,
  type DatabaseLocation,
} from "../../subgraphs/shared/database";
import { binaryCollation } from "../../subgraphs/shared/database/frozen/collations";
import { eachDatabase } from "../kit/databases";
import { shapeOf } from "./shape";

/*
 * The folders are commits; in each the databases that it made, as `sqlite3 .dump` and `mariadb-dump` wrote them. That
 * of 27513b9 could not start on SQLite.
 */
const COMMITS = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

eachDatabase("a database of an earlier release", (databases) => {
  const cases = COMMITS.flatMap((commit) =>
    subgraphDefinitions.map((definition) => ({
      commit,
      definition,
      subgraph: definition.name,
      dump: join(__dirname, commit, `${definition.name}.${databases.engine}.sql`),
    })),
  ).filter(({ dump }) => existsSync(dump));
  const fresh = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const location = await databases.location();
    for (const { name: subgraph, entities, migrations } of subgraphDefinitions) {
      const database = await openDatabase({ subgraph, entities, migrations, location });
      fresh.set(subgraph, await shapeOf(database));
      await database.close();
    }
  }, 120_000);

  it.each(cases)(
    "of $commit opens and has all that a new one of $subgraph has",
    async ({ definition, subgraph, dump }) => {
      const { entities, migrations } = definition;
      const location = await databases.location();
      await load(location, subgraph, readFileSync(dump, "utf8"));
      const database = await openDatabase({ subgraph, entities, migrations, location });
      expect(await shapeOf(database)).toEqual(fresh.get(subgraph));
      expect(await rowsOf(database)).toEqual(EXPECTED[subgraph]);
      await database.close();
      // What is mended is not mended again.
      const again = await openDatabase({ subgraph, entities, migrations, location });
      expect(await shapeOf(again)).toEqual(fresh.get(subgraph));
      await again.close();
    },
    60_000,
  );

  it("keeps what its people and messages were told, and nothing that a message needs no longer", async () => {
    const location = await databases.location();
    const commit = databases.engine === "mysql" ? "27513b9" : "826add3";
    await load(location, "identity", dumpOf(commit, "identity", databases.engine));
    const people = await openIdentity(location);
    expect(await people.read.rows("SELECT id, status, language FROM user_account ORDER BY id")).toEqual([
      { id: "u-1", status: "ACTIVE", language: "it" },
      { id: "u-2", status: "INVITED", language: "it" },
      // It was active without a password, which nobody could sign in with.
      { id: "u-3", status: "INVITED", language: "it" },
    ]);
    await people.close();
    const other = await databases.location();
    await load(other, "identity", dumpOf("e6eb614", "identity", databases.engine));
    const messages = await openIdentity(other);
    expect(
      await messages.read.rows(
        "SELECT id, text, sent_at AS sentAt, given_up_at AS givenUpAt FROM outbox_message ORDER BY id",
      ),
    ).toEqual([
      { id: "m-1", text: "A code", sentAt: null, givenUpAt: null },
      { id: "m-2", text: "", sentAt: 1790000000001, givenUpAt: null },
      { id: "m-3", text: "", sentAt: null, givenUpAt: 1790000000000 },
    ]);
    await messages.close();
  }, 60_000);

  it("sweeps every table from an index", async () => {
    const database = await openIdentity(await databases.location());
    const tables = STALE.map(({ table }) => table);
    expect(tables).toContain("session");
    for (const { table, where, parameters } of STALE) {
      const explain = databases.engine === "mysql" ? "EXPLAIN" : "EXPLAIN QUERY PLAN";
      const plan = await database.read.rows<object>(
        `${explain} SELECT 1 FROM ${table} WHERE ${where} LIMIT 500`,
        parameters(Date.now()),
      );
      const key = databases.engine === "mysql" ? (plan as { key: string | null }[])[0]?.key : plan[0];
      expect([table, JSON.stringify(key)]).toEqual([
        table,
        expect.stringMatching(/_(?:expired|ended|forgotten|seen)/),
      ]);
    }
    await database.close();
  }, 60_000);
});

function openIdentity(location: DatabaseLocation): Promise<Database> {
  const definition = subgraphDefinitions.find(({ name }) => name === "identity");
  if (definition === undefined) throw new Error("There is no identity");
  const { name: subgraph, entities, migrations } = definition;
  return openDatabase({ subgraph, entities, migrations, location });
}

/** How many rows each dump has. */
const EXPECTED: Readonly<Record<string, readonly number[]>> = {
  identity: [1, 1, 1],
  "mobile-inventory": [1, 1, 1],
  "fixed-inventory": [1, 1, 1],
};

const COUNTED: readonly (readonly string[])[] = [
  ["organization", "session", "profile_grant"],
  ["mobile_contract", "tariff_plan", "mobile_line"],
  ["site", "billing_account", "fixed_line"],
];

async function rowsOf(database: Database): Promise<readonly number[]> {
  for (const tables of COUNTED) {
    const counts: number[] = [];
    for (const table of tables) {
      const row = await database.read
        .row<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`)
        .catch(() => null);
      if (row !== null) counts.push(row.count);
    }
    if (counts.length > 0) return counts;
  }
  return [];
}

function dumpOf(commit: string, subgraph: string, engine: string): string {
  return readFileSync(join(__dirname, commit, `${subgraph}.${engine}.sql`), "utf8");
}

async function load(location: DatabaseLocation, subgraph: string, dump: string): Promise<void> {
  if (location.kind === "sqlite") {
    const file = new Libsql(join(location.directory, `${subgraph}.sqlite`));
    file.exec(dump);
    file.close();
    return;
  }
  const name = mysqlDatabaseName(location.prefix, subgraph);
  const server = await createConnection({ uri: location.url, multipleStatements: true });
  const collation = await binaryCollation(async (sql) => (await server.query<RowDataPacket[]>(sql))[0]);
  await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE ${collation}; USE ${name}`);
  await server.query(`SET foreign_key_checks = 0; ${dump.replaceAll("utf8mb4_nopad_bin", collation)}`);
  await server.end();
}
