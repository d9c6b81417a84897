import type { DataSource, QueryRunner, ReplicationMode } from "typeorm";
import type { Database, Dialect, Reader, Writer } from "./database";
import { ManagerReader } from "./reader";
import type { RequestTime } from "./request-time";

/** The request for which a connection works just now, if any. SQLite's one runner serves all, and is not in here. */
const TIMES = new WeakMap<QueryRunner, RequestTime>();

export function timeOf(runner: QueryRunner): RequestTime | undefined {
  return TIMES.get(runner);
}

/** From now on the runner's statements end with the request; undefined: not any more, as for a rollback. */
export function workFor(runner: QueryRunner, time: RequestTime | undefined): void {
  if (time === undefined) TIMES.delete(runner);
  else TIMES.set(runner, time);
}

/**
 * The database as one request sees it: no statement begins after its time, and those under way are ended on the server.
 * @param write a transaction that begins, waits for locks, is tried again and commits within the time only
 */
export function databaseWithin(
  database: Database,
  dataSource: DataSource,
  time: RequestTime,
  write: <T>(work: (transaction: Writer) => Promise<T>) => Promise<T>,
): Database {
  let read: Reader | undefined;
  return {
    dialect: database.dialect,
    get read() {
      return (read ??= readerWithin(database.dialect, dataSource, time));
    },
    write,
    whole: database.whole,
    within: (other) => database.within(other),
    observe: (listener) => database.observe(listener),
    state: () => database.state(),
    close: () => database.close(),
  };
}

function readerWithin(dialect: Dialect, dataSource: DataSource, time: RequestTime): Reader {
  const createQueryRunner = (mode?: ReplicationMode): QueryRunner => {
    time.refuseLate();
    const runner = dataSource.createQueryRunner(mode);
    if (dialect === "mysql") workFor(runner, time);
    return runner;
  };
  // A view of the same data source, whose runners know the request.
  const view = Object.create(dataSource, { createQueryRunner: { value: createQueryRunner } }) as DataSource;
  return new ManagerReader(dialect, view.createEntityManager());
}
