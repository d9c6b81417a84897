import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import {
  BACKGROUND,
  openDatabase,
  type Database,
  type DatabaseLocation,
  type Dialect,
} from "../../subgraphs/shared/database";
import type { OpenOptions } from "../../subgraphs/shared/database";
import { MYSQL_ANSWER, MYSQL_URL, TEST_PREFIX } from "./mysql-server";

/** What a database is opened with in a test; the subgraph's name is `test` unless given. */
export type TestOpenOptions = Omit<OpenOptions, "subgraph" | "location"> & { readonly subgraph?: string };

export interface TestDatabases {
  readonly engine: Dialect;
  /** A place that no other test uses. Everything in it is gone after the last test of the block. */
  readonly location: () => Promise<DatabaseLocation>;
  /** Opens a database in a place of its own, and closes it after the last test of the block. */
  readonly open: (options: TestOpenOptions) => Promise<Database>;
}

type Tests = (databases: TestDatabases) => void;

/** Describes the same promises once for each engine. Without a MySQL server that half is skipped, in CI failed. */
export function eachDatabase(title: string, tests: Tests): void {
  describeOn("sqlite", `${title} (sqlite)`, tests);
  onMysql(title, tests);
}

/** Describes what only MySQL promises, such as its pool. Without a server it is skipped, in CI failed. */
export function onMysql(title: string, tests: Tests): void {
  const answer = process.env[MYSQL_ANSWER] ?? "the global set-up has not run";
  const full = `${title} (mysql)`;
  if (answer === "yes") {
    describeOn("mysql", full, tests);
  } else if (process.env["CI"] === "true") {
    it(`${full}: has a MySQL server`, () => {
      throw new Error(`MySQL cannot be reached: ${answer}`);
    });
  } else {
    describe.skip(full, () => tests(testDatabases("mysql").databases));
  }
}

/** The SQL that the work sent to these databases, transaction control included; what no request asked for left out. */
export async function statementsOf(
  databases: Database | readonly Database[],
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const list: readonly Database[] = Array.isArray(databases) ? databases : [databases as Database];
  const hear = (sql: string): void => {
    if (!sql.startsWith(BACKGROUND)) statements.push(sql);
  };
  const stops = list.map((database) => database.observe(hear));
  try {
    await work();
  } finally {
    for (const stop of stops) stop();
  }
  return statements;
}

function describeOn(engine: Dialect, title: string, tests: Tests): void {
  describe(title, () => {
    const { databases, clearUp } = testDatabases(engine);
    tests(databases);
    // Jest runs these in the order of their definition: what the tests started in the places has ended by then.
    afterAll(clearUp);
  });
}

function testDatabases(engine: Dialect): { databases: TestDatabases; clearUp: () => Promise<void> } {
  const opened: Database[] = [];
  const places: DatabaseLocation[] = [];

  async function location(): Promise<DatabaseLocation> {
    const place = engine === "sqlite" ? await sqlitePlace() : mysqlPlace();
    places.push(place);
    return place;
  }

  async function open(options: TestOpenOptions): Promise<Database> {
    const database = await openDatabase({ subgraph: "test", ...options, location: await location() });
    opened.push(database);
    return database;
  }

  async function clearUp(): Promise<void> {
    for (const database of opened) await database.close();
    for (const place of places) await remove(place);
  }
  return { databases: { engine, location, open }, clearUp };
}

async function sqlitePlace(): Promise<DatabaseLocation> {
  return { kind: "sqlite", directory: await mkdtemp(join(tmpdir(), "area-clienti-")) };
}

function mysqlPlace(): DatabaseLocation {
  const prefix = `${TEST_PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString("hex")}`;
  return { kind: "mysql", url: MYSQL_URL, prefix };
}

async function remove(place: DatabaseLocation): Promise<void> {
  if (place.kind === "sqlite") {
    await rm(place.directory, { recursive: true, force: true });
    return;
  }
  const connection = await createConnection({ uri: place.url });
  try {
    const [rows] = await connection.query<(RowDataPacket & { name: string })[]>(
      "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE LEFT(SCHEMA_NAME, ?) = ?",
      [place.prefix.length, place.prefix],
    );
    for (const { name } of rows) await connection.query("DROP DATABASE IF EXISTS ??", [name]);
  } finally {
    connection.destroy();
  }
}
