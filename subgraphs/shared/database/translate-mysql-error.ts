import { ConstraintViolation, DatabaseUnavailable, type DriverError } from "./errors";

/** Codes of Node's sockets and of mysql2 that mean: the server is gone or was never reached. */
const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_UNEXPECTED_PACKET",
]);

/** Server error numbers of MySQL 8 and MariaDB 10.6+ for: going away, too many connections, killed. */
const CONNECTION_NUMBERS = new Set([
  1040, 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1203, 1226, 1927, 2006, 2013,
]);

/** For: a user, a password or a right that the server refuses, or a database that the user may not make. */
const DENIED_NUMBERS = new Set([1044, 1045, 1049, 1142, 1227, 1698]);

/** What a MySQL or MariaDB error means to us, or null when it is none of ours. */
export function mysqlMeaning(error: DriverError): Error | null {
  switch (error.errno ?? 0) {
    case 1062: // ER_DUP_ENTRY; MySQL 8 puts the table before the key's name
    case 1586:
      return violation("unique", / for key '(?:[^'.]*\.)?([^']+)'$/, error);
    case 1216:
    case 1217:
    case 1451:
    case 1452:
      return violation("foreign-key", /CONSTRAINT `([^`]+)`/, error);
    case 1048:
      return violation("not-null", /^Column '([^']+)'/, error);
    case 1364:
      return violation("not-null", /^Field '([^']+)'/, error);
    case 1406:
      return violation("too-long", /for column '([^']+)'|for column `(?:[^`]+`\.`)*([^`]+)`/, error);
    case 3819: // MySQL
      return violation("check", /^Check constraint '([^']+)'/, error);
    case 4025: // MariaDB
      return violation("check", /^CONSTRAINT `(?:[^`.]+\.)?([^`]+)` failed/, error);
    case 1205:
    case 1213:
    case 1020: // MariaDB's snapshot isolation: record has changed since last read
      return new DatabaseUnavailable("contention", error.code);
    case 1021: // the disk is full
    case 1114: // the table is full, as it is on a full disk
    case 1290: // the server runs with --read-only
    case 1836: // the server is in read-only mode
      return new DatabaseUnavailable("storage", error.code);
    case 1969: // MariaDB's max_statement_time
    case 3024: // MySQL's max_execution_time
      return new DatabaseUnavailable("statement-timeout", error.code);
    default:
  }
  return mysqlConnectionMeaning(error);
}

function mysqlConnectionMeaning(error: DriverError): DatabaseUnavailable | null {
  if (DENIED_NUMBERS.has(error.errno ?? 0)) return new DatabaseUnavailable("access-denied", error.code);
  // mysql2 gives its pool's own refusals no code.
  if (error.message === "Pool is closed.") return new DatabaseUnavailable("closed");
  if (error.message === "Queue limit reached.") return new DatabaseUnavailable("queue-full");
  const lost =
    error.fatal === true ||
    CONNECTION_CODES.has(error.code ?? "") ||
    (error.errno !== undefined && CONNECTION_NUMBERS.has(error.errno));
  return lost ? new DatabaseUnavailable("connection", error.code) : null;
}

function violation(kind: ConstraintViolation["kind"], name: RegExp, error: DriverError): ConstraintViolation {
  const found = name.exec(error.sqlMessage ?? error.message);
  return new ConstraintViolation(kind, found?.[1] ?? found?.[2]);
}
