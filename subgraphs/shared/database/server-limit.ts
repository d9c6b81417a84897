import { createConnection } from "mysql2/promise";
import type * as mysql from "mysql2";

/** What the server itself is to hold the next statement of a connection to, in milliseconds. */
const LIMITS = new WeakMap<object, number>();

/** Statements that a server takes a limit for; it takes none for those of transaction control. */
const LIMITED = /^\s*(?:\/\*.*?\*\/\s*)?\(*\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)\b/is;

export function limitNext(connection: object, milliseconds: number): void {
  LIMITS.set(connection, milliseconds);
}

/**
 * Has each statement carry the limit that was set for it: the server ends it although this process may be gone.
 * MariaDB takes one for every statement and for its waits for locks, MySQL for SELECT only.
 * @param isMariaDb read anew each time
 */
export function carryLimits(connection: mysql.Connection, isMariaDb: () => boolean): void {
  const query = connection.query.bind(connection) as (...given: unknown[]) => unknown;
  const limited = (sql: unknown, ...rest: unknown[]): unknown => {
    const limit = LIMITS.get(connection);
    LIMITS.delete(connection);
    return limit === undefined || typeof sql !== "string"
      ? query(sql, ...rest)
      : query(withLimit(sql, limit, isMariaDb()), ...rest);
  };
  connection.query = limited as typeof connection.query;
}

/** The statement with its limit, as either server reads it. */
export function withLimit(sql: string, milliseconds: number, isMariaDb: boolean): string {
  if (!LIMITED.test(sql)) return sql;
  const limit = Math.max(1, Math.ceil(milliseconds));
  if (isMariaDb) return `SET STATEMENT max_statement_time = ${limit / 1000} FOR ${sql}`;
  return sql.replace(/^(\s*(?:\/\*.*?\*\/\s*)?SELECT)\b/is, `$1 /*+ MAX_EXECUTION_TIME(${limit}) */`);
}

/** Ends what runs on a connection of the server, over another connection: the pool may have none to spare. */
export function killer(url: string, connectTimeout: number): (connectionId: number) => Promise<void> {
  return async (connectionId) => {
    try {
      const connection = await createConnection({ uri: url, connectTimeout });
      try {
        await connection.query(`KILL QUERY ${connectionId}`);
      } finally {
        connection.destroy();
      }
    } catch {
      // It has ended by itself, or the server is gone; its own limit ends it in the end.
    }
  };
}
