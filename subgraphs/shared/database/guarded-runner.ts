import type { DataSource, QueryRunner, ReplicationMode } from "typeorm";
import { DatabaseUnavailable } from "./errors";
import { translateError } from "./translate-error";
import type { UniqueKeyNames } from "./unique-key-names";

type QueryParameters = [sql: string, parameters?: unknown[], structured?: boolean];

/**
 * Puts the error translation on the one function that every statement passes, whether it comes from
 * `rows`, a query builder or a migration. `onTimeout` is told the runner whose statement timed out.
 */
export function translateErrorsOf(
  dataSource: DataSource,
  uniqueKeys: () => UniqueKeyNames,
  onTimeout: (runner: QueryRunner) => Promise<void> = () => Promise.resolve(),
): void {
  const create = dataSource.createQueryRunner.bind(dataSource);
  // SQLite's driver hands out the same runner each time.
  const guarded = new WeakSet<QueryRunner>();
  dataSource.createQueryRunner = (mode?: ReplicationMode): QueryRunner => {
    const runner = create(mode);
    if (guarded.has(runner)) return runner;
    guarded.add(runner);
    const query = runner.query.bind(runner) as (...parameters: QueryParameters) => Promise<unknown>;
    const guardedQuery = async (...parameters: QueryParameters): Promise<unknown> => {
      try {
        return await query(...parameters);
      } catch (error) {
        const meaning = translateError(error, uniqueKeys());
        if (meaning instanceof DatabaseUnavailable && meaning.reason === "statement-timeout")
          await onTimeout(runner);
        throw meaning;
      }
    };
    runner.query = guardedQuery as QueryRunner["query"];
    return runner;
  };
}
