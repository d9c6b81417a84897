import { setTimeout as pause } from "node:timers/promises";
import { DataSource, type QueryRunner } from "typeorm";
import type { Database, DatabaseLocation, DatabaseState, PoolLimits, Reader, Writer } from "./database";
import { DatabaseUnavailable } from "./errors";
import { migrateFrozen } from "./frozen/checksums";
import { refuseOtherTables } from "./frozen/compare";
import { guardRunners } from "./guarded-runner";
import { prepareMysqlDatabase } from "./migrate-mysql";
import { connectionOptions, DEFAULT_POOL_LIMITS, pooledDriver } from "./mysql-pool";
import type { OpenOptions } from "./open-options";
import { refuseUnportableColumns } from "./portable-columns";
import { ManagerReader } from "./reader";
import type { RequestTime } from "./request-time";
import { killer } from "./server-limit";
import { discardConnection } from "./statement-deadline";
import { StatementLog } from "./statement-log";
import { StorageWatch } from "./storage-watch";
import { runTransaction, type TransactionControl } from "./transaction";
import { translateError } from "./translate-error";
import { databaseWithin } from "./within-time";
import { WriteScope } from "./write-scope";

/** Deadlocks are part of life with InnoDB; five attempts with growing pauses see nearly all of them through. */
const ATTEMPTS = 5;
const FIRST_PAUSE = 10;

const NO_NAMES: ReadonlyMap<string, string> = new Map();

class MysqlDatabase implements Database {
  readonly dialect = "mysql";
  readonly read: Reader;
  readonly #scope = new WriteScope();
  readonly #writing = new Set<Promise<unknown>>();
  #closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: StatementLog,
    private readonly storage: StorageWatch,
  ) {
    this.read = new ManagerReader("mysql", dataSource.manager);
  }

  write<T>(work: (transaction: Writer) => Promise<T>): Promise<T> {
    return this.#write(work);
  }

  get whole(): Database {
    return this;
  }

  within(time: RequestTime): Database {
    return databaseWithin(this, this.dataSource, time, (work) => this.#write(work, time));
  }

  async #write<T>(work: (transaction: Writer) => Promise<T>, time?: RequestTime): Promise<T> {
    this.#scope.refuseNested();
    if (this.#closed) throw new DatabaseUnavailable("closed");
    const writing = this.#scope.run(() => this.#attempts(work, time));
    this.#writing.add(writing);
    try {
      const result = await writing;
      this.storage.written();
      return result;
    } finally {
      this.#writing.delete(writing);
    }
  }

  state(): Promise<DatabaseState> {
    return this.storage.state(
      () => this.read.rows("SELECT 1 AS one"),
      () => this.write((transaction) => transaction.execute("UPDATE migrations SET name = name")),
    );
  }

  observe(listener: (sql: string) => void): () => void {
    return this.log.observe(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#writing);
    await this.dataSource.destroy();
  }

  async #attempts<T>(work: (transaction: Writer) => Promise<T>, time?: RequestTime): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      let begun = false;
      try {
        return await runTransaction(
          this.dataSource,
          control,
          (transaction) => {
            begun = true;
            return work(transaction);
          },
          time,
        );
      } catch (error) {
        if (!mayRetry(error, begun) || attempt === ATTEMPTS) throw error;
        // The random part keeps two transactions from meeting again at once.
        await pause(FIRST_PAUSE * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }
}

/**
 * Whether the whole transaction may run again: the server undid it over a lock, or it never began, since the pooled
 * connection had died or the server took no more. What broke off later may have been committed.
 */
function mayRetry(error: unknown, begun: boolean): boolean {
  if (!(error instanceof DatabaseUnavailable)) return false;
  return error.reason === "contention" || (!begun && error.reason === "connection");
}

const control: TransactionControl = {
  dialect: "mysql",
  begin: "START TRANSACTION",
  async rollBack(runner: QueryRunner): Promise<void> {
    // A connection in an unknown state must not go back to the pool.
    await runner.query("ROLLBACK").catch(() => discardConnection(runner));
  },
};

/** Opens the database `<prefix>_<subgraph>`, makes it when missing, and migrates it unless told not to. */
export async function openMysql(
  options: OpenOptions,
  location: Extract<DatabaseLocation, { kind: "mysql" }>,
): Promise<Database> {
  const limits: PoolLimits = { ...DEFAULT_POOL_LIMITS, ...location.pool };
  const log = new StatementLog();
  if (options.onStatement !== undefined) log.observe(options.onStatement);
  const database = mysqlDatabaseName(location.prefix, options.subgraph);
  let isMariaDb = false;
  const dataSource = new DataSource({
    type: "mysql",
    driver: pooledDriver(limits, () => isMariaDb),
    database,
    entities: [...options.entities],
    migrations: [...options.migrations],
    logger: log,
    extra: connectionOptions(location.url, limits),
  });
  // A migration may rebuild a large table: the deadline holds from then on.
  let deadline: number | null = null;
  const storage = new StorageWatch();
  guardRunners(dataSource, {
    uniqueKeys: () => NO_NAMES,
    deadline: () => deadline,
    resumes: () => deadline === null,
    kill: killer(location.url, limits.acquireTimeout),
    failed: storage.failed,
  });
  try {
    await prepareMysqlDatabase(location.url, database, limits, async () => {
      await dataSource.initialize();
      const [server] = await dataSource.query<{ version: string }[]>("SELECT VERSION() AS version");
      isMariaDb = server?.version.includes("MariaDB") ?? false;
      refuseUnportableColumns(dataSource);
      const migrate = () => dataSource.runMigrations({ transaction: "none" });
      await migrateFrozen(dataSource, options.migrations, (options.migrate ?? true) ? migrate : undefined);
      await refuseOtherTables(dataSource);
    });
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw translateError(error, NO_NAMES);
  }
  deadline = limits.statementTimeout;
  return new MysqlDatabase(dataSource, log, storage);
}

/** The name of a subgraph's database: `area_clienti_mobile_inventory`. */
export function mysqlDatabaseName(prefix: string, subgraph: string): string {
  return `${prefix}_${subgraph}`.replaceAll("-", "_");
}
