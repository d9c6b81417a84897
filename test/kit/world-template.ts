import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Libsql from "libsql";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import type { DatabaseLocation } from "../../subgraphs/shared/database";

/** Where the global set-up tells the workers the run's own folder, and the name that its MySQL template has. */
export const RUN_DIRECTORY = "TEST_RUN_DIRECTORY";
export const TEMPLATE_PREFIX = "TEST_TEMPLATE_PREFIX";

type Make = (place: DatabaseLocation, directory: string) => Promise<void>;

/**
 * Fills an empty place with the demo world. It is made once a run and database, by whichever worker comes first, and
 * copied from then on: making it takes seconds for each of some thirty test files.
 * @param directory where the system keeps its files, on MySQL beside the database
 */
export async function fillWithDemoWorld(
  place: DatabaseLocation,
  directory: string,
  make: Make,
): Promise<void> {
  const run = process.env[RUN_DIRECTORY];
  const prefix = process.env[TEMPLATE_PREFIX];
  if (run === undefined || prefix === undefined) throw new Error("the global set-up has not run");
  const files = join(run, place.kind);
  const template: DatabaseLocation =
    place.kind === "sqlite"
      ? { kind: "sqlite", directory: files }
      : { kind: "mysql", url: place.url, prefix };
  await once(join(run, `${place.kind}-made`), async () => {
    await mkdir(files, { recursive: true });
    await make(template, files);
    if (place.kind === "sqlite") await settle(files);
  });
  // The driver lets go of a closed file only when it is collected, and its logs vanish then: copy what was settled.
  await cp(files, directory, { recursive: true, filter: (file) => !/-(wal|shm)$/.test(file) });
  if (place.kind === "mysql") await copyDatabases(place.url, prefix, place.prefix);
}

/** Brings what stands in the write-ahead logs into the database files themselves. */
async function settle(directory: string): Promise<void> {
  for (const name of (await readdir(directory)).filter((file) => file.endsWith(".sqlite"))) {
    const database = new Libsql(join(directory, name));
    const [outcome] = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all([]) as { busy: number }[];
    database.close();
    if (outcome?.busy !== 0) throw new Error(`${name} could not be settled: ${JSON.stringify(outcome)}`);
  }
}

/** Runs the work in one worker; the others wait for it, and fail as it fails. */
async function once(mark: string, work: () => Promise<void>): Promise<void> {
  const mine = await mkdir(`${mark}.lock`).then(
    () => true,
    () => false,
  );
  if (mine) {
    const outcome = await work().then(
      () => "made",
      (error: unknown) => `not made: ${String(error)}`,
    );
    await writeFile(mark, outcome);
  }
  for (;;) {
    const outcome = await readFile(mark, "utf8").catch(() => "");
    if (outcome === "made") return;
    if (outcome !== "") throw new Error(`The demo world was ${outcome}`);
    await pause(100);
  }
}

async function copyDatabases(url: string, from: string, to: string): Promise<void> {
  const connection = await createConnection({ uri: url });
  try {
    // Tables come in no order that their foreign keys would like.
    await connection.query("SET SESSION foreign_key_checks = 0, unique_checks = 0");
    for (const name of await names(connection, "SHOW DATABASES")) {
      if (!name.startsWith(`${from}_`)) continue;
      await copyDatabase(connection, name, `${to}${name.slice(from.length)}`);
    }
  } finally {
    connection.destroy();
  }
}

async function copyDatabase(connection: Connection, from: string, to: string): Promise<void> {
  const [[definition]] = await connection.query<RowDataPacket[]>("SHOW CREATE DATABASE ??", [from]);
  await connection.query(String(definition?.["Create Database"]).replace(`\`${from}\``, `\`${to}\``));
  await connection.query("USE ??", [to]);
  for (const table of await names(connection, `SHOW TABLES FROM \`${from}\``)) {
    const [[created]] = await connection.query<RowDataPacket[]>("SHOW CREATE TABLE ??.??", [from, table]);
    await connection.query(String(created?.["Create Table"]));
    await connection.query("INSERT INTO ?? SELECT * FROM ??.??", [table, from, table]);
  }
}

async function names(connection: Connection, sql: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows.map((row) => String(Object.values(row)[0]));
}
