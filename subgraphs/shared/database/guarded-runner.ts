import type { DataSource, QueryRunner, ReplicationMode } from "typeorm";
import { runStep } from "./resume-migration";
import { statementWithin } from "./statement-deadline";
import { translateError } from "./translate-error";
import type { UniqueKeyNames } from "./unique-key-names";

type QueryParameters = [sql: string, parameters?: unknown[], structured?: boolean];

export interface RunnerGuards {
  /** For naming the unique key in SQLite's errors; read anew each time. */
  readonly uniqueKeys: () => UniqueKeyNames;
  /** How long a statement may take, in milliseconds, or null for ever; read anew each time. */
  readonly deadline: () => number | null;
  /** Whether what runs now are steps of migrations that may have been cut off before; read anew each time. */
  readonly resumes?: () => boolean;
  /** Told of each error, translated. */
  readonly failed?: (error: unknown) => void;
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
        return await statementWithin(deadline, runner, () => query(...parameters));
      } catch (error) {
        const meaning = translateError(error, guards.uniqueKeys());
        guards.failed?.(meaning);
        throw meaning;
      }
    };
    runner.query = guardedQuery as QueryRunner["query"];
    return runner;
  };
}
