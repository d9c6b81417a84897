import Libsql from "libsql";

type Prepare = InstanceType<typeof Libsql>["prepare"];

/** A prepared statement as far as TypeORM uses it. */
interface Statement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): unknown;
}

/**
 * libsql in the shape in which TypeORM's `better-sqlite3` type calls its driver.
 *
 * libsql takes a lone `null` or object parameter for a bag of named parameters and throws; given
 * as one array, parameters are always positional.
 */
export class LibsqlDriver extends Libsql {
  override prepare: Prepare = ((sql: string): Statement => {
    const statement: Statement = super.prepare(sql);
    const all = statement.all.bind(statement);
    const run = statement.run.bind(statement);
    statement.all = (...parameters) => all(parameters);
    statement.run = (...parameters) => run(parameters);
    return statement;
  }) as Prepare;
}
