import "reflect-metadata";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { runProcess } from "../../runtime/run-process";
import { subgraphDefinitions } from "..";
import { mysqlDatabaseName, sqliteFile, type DatabaseLocation } from "../shared/database";
import { EnvironmentError, locationOf, readSubgraphEnvironment } from "../shared/env";

/**
 * `npm run backup -- DIR`: a consistent copy of every SQLite database, while processes use them. MySQL has tools of its
 * own for that; it says which command.
 */
function main(directory: string | undefined): void {
  if (directory === undefined) throw new EnvironmentError(["Usage: npm run backup -- DIR"]);
  const location = locationOf(readSubgraphEnvironment(process.env, { seal: false, identity: false }));
  if (location.kind === "mysql") {
    process.stderr.write(`${howForMysql(location, directory)}\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(directory, { recursive: true });
  const copies = subgraphDefinitions.map(({ name }) => ({
    from: sqliteFile(location.directory, name),
    to: sqliteFile(directory, name),
  }));
  const faults = copies.flatMap(({ from, to }) => [
    ...(existsSync(from) ? [] : [`DATA_DIR: there is no ${from}`]),
    ...(existsSync(to) ? [`DIR: ${to} is there already; name an empty folder`] : []),
  ]);
  if (faults.length > 0) throw new EnvironmentError(faults);
  for (const { from, to } of copies) copy(from, to);
}

/** One transaction that reads the whole database: writes go on meanwhile, and are not in the copy. */
function copy(from: string, to: string): void {
  const database = new Libsql(from);
  try {
    database.exec("PRAGMA busy_timeout = 10000");
    database.prepare("VACUUM INTO ?").run([to]);
    refuseDamage(to);
    process.stdout.write(`${to}\n`);
  } catch (error) {
    // Half a copy must not pass for one.
    rmSync(to, { force: true });
    throw new EnvironmentError([`${from}: ${error instanceof Error ? error.message : String(error)}`]);
  } finally {
    database.close();
  }
}

function refuseDamage(file: string): void {
  const copied = new Libsql(file);
  try {
    const [row] = copied.prepare("PRAGMA quick_check(1)").all([]) as { quick_check: string }[];
    if (row?.quick_check !== "ok") throw new Error(`The copy is damaged: ${String(row?.quick_check)}`);
  } finally {
    copied.close();
  }
}

function howForMysql({ prefix }: DatabaseLocation & { kind: "mysql" }, directory: string): string {
  const names = subgraphDefinitions.map(({ name }) => mysqlDatabaseName(prefix, name)).join(" ");
  return (
    "Nothing was copied: MySQL is backed up by its own tools. All databases in one consistent copy:\n" +
    `  mysqldump --single-transaction --databases ${names} > ${join(directory, `${prefix}.sql`)}\n` +
    "MariaDB calls it mariadb-dump. To restore it: mysql < FILE"
  );
}

runProcess(() => Promise.resolve(main(process.argv[2])));
