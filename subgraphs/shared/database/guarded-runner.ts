import type { DataSource, QueryRunner, ReplicationMode } from "typeorm";
import { DatabaseUnavailable } from "./errors";
import { runStep } from "./resume-migration";
import { limitNext } from "./server-limit";
import { statementWithin, type StatementEnd } from "./statement-deadline";
import { translateError } from "./translate-error";
import { timeOf } from "./within-time";
import type { UniqueKeyNames } from "./unique-key-names";

type QueryParameters = [sql: string, parameters?: unknown[], structured?: boolean];

/** What stands on every statement. */
export interface RunnerGuards {
  /** For naming the unique key in SQLite's errors; read anew each time. */
  readonly uniqueKeys: () => UniqueKeyNames;
  /** How long a statement may take, in milliseconds, or null for ever; read anew each time. */
  readonly deadline: () => number | null;
  /** Whether what runs now are steps of migrations that may have been cut off before; read anew each time. */
  readonly resumes?: () => boolean;
  /** Ends the statement of a connection on the server. */
  readonly kill?: (connectionId: number) => Promise<void>;
  /** Told of each error, translated. */
  readonly failed?: (error: unknown) => void;
}

/** What the server is given less than this side waits, in milliseconds: its own word leaves the connection in use. */
const FOR_THE_SERVER = 250;

/** A statement ends with its own deadline, or with the request that it belongs to; the server is told the same. */
async function endOf(
  runner: QueryRunner,
  deadline: number,
  kill: (connectionId: number) => Promise<void> = () => Promise.resolve(),
): Promise<StatementEnd> {
  const connection = (await runner.connect()) as object;
  const time = timeOf(runner);
  time?.refuseLate();
  const left = time?.left() ?? Infinity;
  limitNext(connection, Math.min(deadline, left));
  return {
    milliseconds: Math.min(deadline, left) + FOR_THE_SERVER,
    reason: left < deadline ? "out-of-time" : "statement-timeout",
    signal: time?.signal,
    kill,
  };
}

/** The server ended the statement because of the limit that it was given: the request's, where that is over. */
function ofRequest(error: unknown, runner: QueryRunner): unknown {
  const left = timeOf(runner)?.left() ?? Infinity;
  const isLimit = error instanceof DatabaseUnavailable && error.reason === "statement-timeout";
  return isLimit && left < FOR_THE_SERVER ? new DatabaseUnavailable("out-of-time", error.driverCode) : error;
}

/**
 * Puts deadline and error translation on the one function that every statement passes, whether it
 * comes from `rows`, a query builder or a migration.
 */
export function guardRunners(dataSource: DataSource, guards: RunnerGuards): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  // SQLite's driver hands out the same runner each time.
  const guarded = new WeakSet<QueryRunner>();
  dataSource.createQueryRunner = (mode?: ReplicationMode): QueryRunner => {
    const runner = create(mode);
    if (guarded.has(runner)) return runner;
    guarded.add(runner);
    const query = runner.query.bind(runner) as (...parameters: QueryParameters) => Promise<unknown>;
    const guardedQuery = async (...parameters: QueryParameters): Promise<unknown> => {
      const deadline = guards.deadline();
      try {
        if (guards.resumes?.() === true)
          return await runStep(parameters[0], () => query(...parameters), query);
        if (deadline === null) return await query(...parameters);
        return await statementWithin(await endOf(runner, deadline, guards.kill), runner, () =>
          query(...parameters),
        );
      } catch (error) {
        const meaning = ofRequest(translateError(error, guards.uniqueKeys()), runner);
        guards.failed?.(meaning);
        throw meaning;
      }
    };
    runner.query = guardedQuery as QueryRunner["query"];
    return runner;
  };
}
