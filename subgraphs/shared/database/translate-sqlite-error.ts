import { ConstraintViolation, DatabaseUnavailable, type DriverError } from "./errors";
import { columnOfLengthCheck } from "./length-check";
import type { UniqueKeyNames } from "./unique-key-names";

/** Result codes after which SQLite may have rolled the transaction back by itself: https://sqlite.org/lang_transaction.html */
const STORAGE_CODES = [
  "SQLITE_FULL",
  "SQLITE_READONLY",
  "SQLITE_IOERR",
  "SQLITE_NOMEM",
  "SQLITE_CORRUPT",
  "SQLITE_CANTOPEN",
  "SQLITE_NOTADB",
];

/** What a SQLite error (https://sqlite.org/rescode.html) means to us, or null when it is none of ours. */
export function sqliteMeaning(error: DriverError, uniqueKeys: UniqueKeyNames): Error | null {
  const code = error.code ?? "";
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
      return new ConstraintViolation("unique", uniqueKeys.get(detail(error) ?? ""));
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return new ConstraintViolation("unique", "PRIMARY");
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
      return new ConstraintViolation("foreign-key");
    case "SQLITE_CONSTRAINT_NOTNULL":
      return new ConstraintViolation("not-null", detail(error)?.split(".").at(-1));
    case "SQLITE_CONSTRAINT_CHECK":
      return checkViolation(detail(error));
    default:
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new DatabaseUnavailable("contention", code);
  }
  if (STORAGE_CODES.some((storage) => code.startsWith(storage)))
    return new DatabaseUnavailable("storage", code);
  return null;
}

function checkViolation(name: string | undefined): ConstraintViolation {
  const column = columnOfLengthCheck(name ?? "");
  return column === null
    ? new ConstraintViolation("check", name)
    : new ConstraintViolation("too-long", column);
}

/** The message reads "UNIQUE constraint failed: line.contract_id, line.label"; the part after the colon. */
function detail({ message }: DriverError): string | undefined {
  return /constraint failed: (.+)$/.exec(message)?.[1];
}
