export { BACKGROUND } from "./background";
export type {
  Database,
  DatabaseLocation,
  Dialect,
  EntityClass,
  PoolLimits,
  Reader,
  Writer,
} from "./database";
export {
  ConstraintViolation,
  DatabaseUnavailable,
  NestedWrite,
  StatementFailed,
  TransactionEnded,
  type ConstraintKind,
  type UnavailableReason,
} from "./errors";
export { addCheck, createTable } from "./migration";
export { mysqlDatabaseName } from "./mysql";
export { openDatabase } from "./open-database";
export type { OpenOptions } from "./open-options";
export { countRows, rowsWhere, type RowSource } from "./rows";
export { allOf, anyOf, inList, isOneOf, type SqlFragment, type SqlValue } from "./sql";
