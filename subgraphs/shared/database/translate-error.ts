import { QueryFailedError } from "typeorm";
import { ConstraintViolation, DatabaseUnavailable, StatementFailed, type DriverError } from "./errors";
import { mysqlMeaning } from "./translate-mysql-error";
import { sqliteMeaning } from "./translate-sqlite-error";
import type { UniqueKeyNames } from "./unique-key-names";

/**
 * The one place that turns what the drivers throw into our errors. Errors that no driver threw come
 * back as they are. The driver's error itself is dropped: it holds the row's values.
 */
export function translateError(error: unknown, uniqueKeys: UniqueKeyNames): unknown {
  if (isOurs(error)) return error;
  const driverError: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!isDriverError(driverError)) return error;
  const meaning = sqliteMeaning(driverError, uniqueKeys) ?? mysqlMeaning(driverError);
  if (meaning !== null) return meaning;
  if (!(error instanceof QueryFailedError)) return error;
  return new StatementFailed(driverError.code, driverError.sqlMessage ?? driverError.message, error.query);
}

function isOurs(error: unknown): boolean {
  return (
    error instanceof ConstraintViolation ||
    error instanceof DatabaseUnavailable ||
    error instanceof StatementFailed
  );
}

// Not `instanceof Error`: a native driver's error may come from another realm.
function isDriverError(error: unknown): error is DriverError {
  return (
    typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
  );
}
