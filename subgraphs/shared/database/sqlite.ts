import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DataSource, type DataSourceOptions, type QueryRunner } from "typeorm";
import type { Database, DatabaseState, Reader, Writer } from "./database";
import { DatabaseUnavailable } from "./errors";
import { refuseOtherTables } from "./frozen/compare";
import { guardRunners } from "./guarded-runner";
import { LibsqlDriver } from "./libsql-driver";
import { migrateSqlite } from "./migrate-sqlite";
import type { OpenOptions } from "./open-options";
import type { RequestTime } from "./request-time";
import { refuseUnportableColumns } from "./portable-columns";
import { ManagerReader } from "./reader";
import { SerialQueue } from "./serial-queue";
import { StatementLog } from "./statement-log";
import { StorageWatch } from "./storage-watch";
import { runTransaction, type TransactionControl } from "./transaction";
import { translateError } from "./translate-error";
import { readUniqueKeyNames, type UniqueKeyNames } from "./unique-key-names";
import { databaseWithin } from "./within-time";
import { WriteScope } from "./write-scope";

/** How long a write waits for another process that holds the file's one write lock, in milliseconds. */
const WRITE_LOCK_DEADLINE = 10_000;
const WRITE_LOCK_PAUSE = 20;

/**
 * One file, two DataSources. SQLite in TypeORM has one query runner per DataSource, so two
 * transactions on one would nest; writes therefore queue on the one, and reads use the other, which
 * sees only what is committed.
 */
class SqliteDatabase implements Database {
  readonly dialect = "sqlite";
  readonly read: Reader;
  readonly #queue = new SerialQueue();
  readonly #scope = new WriteScope();
  #closed = false;

  constructor(
    private readonly writes: DataSource,
    private readonly reads: DataSource,
    private readonly log: StatementLog,
    private readonly storage: StorageWatch,
  ) {
    this.read = new ManagerReader("sqlite", reads.manager);
  }

  write<T>(work: (transaction: Writer) => Promise<T>): Promise<T> {
    return this.#write(work);
  }

  get whole(): Database {
    return this;
  }

  within(time: RequestTime): Database {
    return databaseWithin(this, this.reads, time, (work) => this.#write(work, time));
  }

  async #write<T>(work: (transaction: Writer) => Promise<T>, time?: RequestTime): Promise<T> {
    this.#scope.refuseNested();
    if (this.#closed) throw new DatabaseUnavailable("closed");
    const result = await this.#queue.add(() => this.#scope.run(() => this.#transaction(work, time)));
    this.storage.written();
    return result;
  }

  state(): Promise<DatabaseState> {
    return this.storage.state(
      () => this.read.rows("SELECT name FROM sqlite_master LIMIT 1"),
      () => this.write((transaction) => transaction.execute("UPDATE migrations SET name = name")),
    );
  }

  observe(listener: (sql: string) => void): () => void {
    return this.log.observe(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue.idle();
    await this.reads.destroy();
    // Otherwise all that was written may stand in the log beside the file, and whoever copies the file has nothing.
    await this.writes.query("PRAGMA wal_checkpoint(TRUNCATE)").catch(() => undefined);
    await this.writes.destroy();
  }

  async #transaction<T>(work: (transaction: Writer) => Promise<T>, time?: RequestTime): Promise<T> {
    const deadline = Date.now() + WRITE_LOCK_DEADLINE;
    for (;;) {
      let begun = false;
      try {
        return await runTransaction(
          this.writes,
          control,
          (transaction) => {
            begun = true;
            return work(transaction);
          },
          time,
        );
      } catch (error) {
        // Only another process can hold the lock. SQLite's own waiting would block the event loop.
        const locked = error instanceof DatabaseUnavailable && error.reason === "contention";
        if (begun || !locked || Date.now() > deadline) throw error;
        await pause(WRITE_LOCK_PAUSE);
      }
    }
  }
}

const control: TransactionControl = {
  dialect: "sqlite",
  // The write lock is taken first: a transaction that reads, then writes, could otherwise find its snapshot outdated.
  begin: "BEGIN IMMEDIATE",
  async rollBack(runner: QueryRunner): Promise<void> {
    // After a full disk or the like SQLite has rolled back already, and says so by an error.
    await runner.query("ROLLBACK").catch(() => undefined);
  },
};

/** Opens `<directory>/<subgraph>.sqlite`, making folder and file, and migrates it unless told not to. */
export async function openSqlite(options: OpenOptions, directory: string): Promise<Database> {
  const log = new StatementLog();
  if (options.onStatement !== undefined) log.observe(options.onStatement);
  const file = sqliteFile(directory, options.subgraph);
  const writes = dataSource(file, options, log, { busy_timeout: 10 });
  const reads = dataSource(file, options, log, { busy_timeout: 2_000, query_only: 1 });
  const storage = new StorageWatch();
  let uniqueKeys: UniqueKeyNames = new Map();
  for (const each of [writes, reads])
    guardRunners(each, { uniqueKeys: () => uniqueKeys, deadline: () => null, failed: storage.failed });
  try {
    await writes.initialize();
    refuseUnportableColumns(writes);
    await migrateSqlite(writes, options.migrations, options.migrate ?? true);
    await refuseOtherTables(writes);
    uniqueKeys = await readUniqueKeyNames(writes);
    await reads.initialize();
  } catch (error) {
    for (const each of [reads, writes]) if (each.isInitialized) await each.destroy();
    throw inPlainWords(translateError(error, uniqueKeys), `${options.subgraph}.sqlite`);
  }
  return new SqliteDatabase(writes, reads, log, storage);
}

/** The file in which a subgraph's data is. */
export function sqliteFile(directory: string, subgraph: string): string {
  return join(directory, `${subgraph}.sqlite`);
}

const WORDS: readonly (readonly [code: RegExp, words: string])[] = [
  [/^SQLITE_(?:NOTADB|CORRUPT)/, "is damaged, or no database: restore a backup (docs/operations.md)"],
  [/^SQLITE_READONLY/, "cannot be written to: the file, its folder or its disk is read-only"],
  [/^SQLITE_FULL/, "cannot grow: the disk is full"],
  [/^SQLITE_CANTOPEN/, "cannot be opened: look whether its folder is there and may be written to"],
];

/** One line that says what is wrong with the file, for whoever starts the process. */
function inPlainWords(error: unknown, file: string): unknown {
  if (!(error instanceof DatabaseUnavailable)) return error;
  const found = WORDS.find(([code]) => code.test(error.driverCode ?? ""));
  if (found !== undefined) error.message = `The database file ${file} ${found[1]} (${error.driverCode}).`;
  return error;
}

function dataSource(
  database: string,
  { entities, migrations }: OpenOptions,
  logger: StatementLog,
  pragmas: Readonly<Record<string, number>>,
): DataSource {
  const options: DataSourceOptions = {
    type: "better-sqlite3",
    driver: LibsqlDriver,
    database,
    entities: [...entities],
    migrations: [...migrations],
    logger,
    enableWAL: true,
    // TypeORM sets foreign_keys and the journal itself, after this.
    prepareDatabase: (connection: LibsqlDriver) => {
      connection.pragma("cache_size = -32000");
      for (const [name, value] of Object.entries(pragmas)) connection.pragma(`${name} = ${value}`);
    },
  };
  return new DataSource(options);
}
