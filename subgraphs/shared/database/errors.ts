/** What a row broke. `too-long` is a text longer than its column. */
export type ConstraintKind = "unique" | "foreign-key" | "check" | "not-null" | "too-long";

/**
 * A row was refused by the database.
 *
 * `constraint` names what refused it: the unique key (`PRIMARY` for the primary key) or check by its
 * name, the column for `not-null` and `too-long`. SQLite does not say which foreign key failed, so
 * it is absent there. Carries no value of the row.
 */
export class ConstraintViolation extends Error {
  override readonly name = "ConstraintViolation";
  constructor(
    readonly kind: ConstraintKind,
    readonly constraint?: string,
  ) {
    super(`The database refused a row: ${kind}${constraint === undefined ? "" : ` (${constraint})`}.`);
  }
}

/**
 * Why a database did not answer. `contention`: locks or deadlocks outlasted every retry. `out-of-time`: the request that
 * asked is over; nothing of it was written.
 */
export type UnavailableReason =
  | "access-denied"
  | "connection"
  | "acquire-timeout"
  | "queue-full"
  | "statement-timeout"
  | "out-of-time"
  | "contention"
  | "storage"
  | "closed"
  | "refused";

/** What an operator needs to know beside the reason. */
const WORDS: Partial<Readonly<Record<UnavailableReason, string>>> = {
  "access-denied": "it refuses the user, the password or the rights of MYSQL_URL",
};

/** The database could not be asked, or did not answer in time. Whether a commit under way took effect is unknown. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = "DatabaseUnavailable";
  constructor(
    readonly reason: UnavailableReason,
    /** The driver's own code, such as `ECONNREFUSED` or `SQLITE_BUSY`; for the log, not for clients. */
    readonly driverCode?: string,
  ) {
    super(
      `The database is unavailable: ${WORDS[reason] ?? reason}${driverCode === undefined ? "" : ` (${driverCode})`}.`,
    );
  }
}

/** The database is there, but is not the one that this version works on. The message names every difference, for the operator. */
export class DatabaseRefused extends DatabaseUnavailable {
  override readonly name = "DatabaseRefused";
  constructor(readonly differences: readonly string[]) {
    super("refused");
    this.message = `The database is not the one that this version works on:\n${differences.map((each) => `  ${each}`).join("\n")}`;
  }
}

/**
 * A statement failed for a reason of its own, such as a syntax error: a fault of the program.
 * Carries the statement's text with its placeholders, never its parameters: they may be secret.
 */
export class StatementFailed extends Error {
  override readonly name = "StatementFailed";
  constructor(
    readonly driverCode: string | undefined,
    readonly driverMessage: string,
    readonly sql: string,
  ) {
    super(`A statement failed${driverCode === undefined ? "" : ` (${driverCode})`}: ${driverMessage}`);
  }
}

/** `write()` was called inside the work of another `write()` on the same database: it would wait for itself. */
export class NestedWrite extends Error {
  override readonly name = "NestedWrite";
  constructor() {
    super("write() was called inside a write() of the same database. Pass the transaction on instead.");
  }
}

/** A transaction was used after the `write()` that lent it had ended: a promise was left floating. */
export class TransactionEnded extends Error {
  override readonly name = "TransactionEnded";
  constructor() {
    super("The transaction has ended. Await every statement inside the work given to write().");
  }
}

/** The part of a driver's error that says what happened; both drivers use these names. */
export interface DriverError {
  readonly message: string;
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
  readonly sqlMessage?: string;
}
