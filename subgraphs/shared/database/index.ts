export { BACKGROUND } from "./background";
export type {
  Database,
  DatabaseLocation,
  DatabaseState,
  Dialect,
  PoolLimits,
  Reader,
  Writer,
} from "./database";
export {
  column,
  columns,
  HiddenColumn,
  insertColumns,
  rowOf,
  rowReader,
  rowSource,
  tableOf,
} from "./entity-columns";
export type { EntityClass, Hidden, PlainRow, RawRow } from "./entity-rows";
export {
  ConstraintViolation,
  DatabaseRefused,
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
export { RequestTime, type EndSignal } from "./request-time";
export { sqliteFile } from "./sqlite";
export { countRows, rowsWhere, type RowSource } from "./rows";
export {
  allOf,
  anyOf,
  code,
  inList,
  isOneOf,
  sql,
  type Selection,
  type SqlFragment,
  type SqlValue,
} from "./sql";
