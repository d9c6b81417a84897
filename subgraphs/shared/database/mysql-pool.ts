import * as mysql from "mysql2";
import type { PoolLimits } from "./database";
import { DatabaseUnavailable } from "./errors";
import { carryLimits } from "./server-limit";

/**
 * Bounds of one subgraph's pool. Four subgraphs of 10 stay far below MySQL's default of 151
 * connections; a request that waits longer than the acquire deadline is better refused.
 */
export const DEFAULT_POOL_LIMITS: PoolLimits = {
  connections: 10,
  queue: 500,
  acquireTimeout: 5_000,
  statementTimeout: 30_000,
};

/** Idle connections are closed long before the server (wait_timeout, 8 h) or a firewall (minutes) would. */
const IDLE_TIMEOUT = 60_000;
const KEEP_ALIVE_DELAY = 10_000;
const LOCK_WAIT_SECONDS = 5;

/**
 * What every connection is told before its first statement. The mode makes MySQL and MariaDB refuse
 * what SQLite refuses; READ COMMITTED locks fewer gaps than the default, hence fewer deadlocks.
 */
const SESSION =
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'," +
  ` SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}, SESSION time_zone = '+00:00'`;
const ISOLATION = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

/** mysql2's connection options beside address and credentials; raw rows then look as on SQLite. */
export function connectionOptions(url: string, limits: PoolLimits): mysql.PoolOptions {
  return {
    uri: url,
    connectionLimit: limits.connections,
    queueLimit: limits.queue,
    connectTimeout: limits.acquireTimeout,
    // mysql2 looks for idle connections only while maxIdle is below the limit.
    maxIdle: Math.max(0, limits.connections - 1),
    idleTimeout: IDLE_TIMEOUT,
    enableKeepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY,
    charset: "utf8mb4_bin",
    timezone: "Z",
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    // SUM over BIGINT is a DECIMAL on MySQL and an integer on SQLite.
    decimalNumbers: true,
    stringifyObjects: true,
    multipleStatements: false,
  };
}

/** mysql2 as TypeORM's driver: its pools set up their sessions and give up waiting after the deadline. */
export function pooledDriver(limits: PoolLimits, isMariaDb: () => boolean): typeof mysql {
  const createPool = (options: mysql.PoolOptions): mysql.Pool => {
    const pool = mysql.createPool(options);
    pool.on("connection", (connection) => {
      carryLimits(connection, isMariaDb);
      prepareSession(connection);
    });
    pool.getConnection = withDeadline(pool, limits.acquireTimeout);
    return pool;
  };
  return { ...mysql, createPool } as typeof mysql;
}

function prepareSession(connection: mysql.PoolConnection): void {
  for (const statement of [SESSION, ISOLATION]) {
    connection.query(statement, (error) => {
      // A connection without its session settings would answer differently: drop it.
      if (error !== null) connection.destroy();
    });
  }
}

type GetConnection = mysql.Pool["getConnection"];

/** mysql2 waits for a free connection for ever. */
function withDeadline(pool: mysql.Pool, deadline: number): GetConnection {
  const getConnection: GetConnection = pool.getConnection.bind(pool);
  return (callback) => {
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      callback(new DatabaseUnavailable("acquire-timeout"), undefined as never);
    }, deadline);
    getConnection((error, connection) => {
      if (expired) {
        if (error === null) connection.release();
        return undefined;
      }
      clearTimeout(timer);
      return callback(error, connection);
    });
  };
}
