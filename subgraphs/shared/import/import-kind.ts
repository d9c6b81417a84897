import type { Readable } from "node:stream";
import type { Database } from "../database";
import type { ColumnSet, RowOf } from "./columns";
import type { FileRow } from "./file-row";
import type { Reject } from "./reject";

/** What became of one row: written, found as it was already, or refused. */
export type RowOutcome = "APPLIED" | "UNCHANGED" | Reject;

/**
 * One kind of file of the operator's feed: how its rows are read and written. Made by {@link importKind}. A list of
 * kinds of different rows is a list of `ImportKind`: the importer hands a kind only rows that its own columns read.
 */
export interface ImportKind<Row = unknown> {
  /** As on the command line: `mobile-lines`. */
  readonly name: string;
  readonly columns: ColumnSet;
  /** The columns that together identify a row; `["id"]` unless told. No two rows of a batch agree on them. */
  readonly key?: readonly string[];
  /**
   * The rows of a file, for a kind whose rows are not one CSV record each; then `check` and `key` are not looked at.
   * Each row of the columns must still be documented by `columns`.
   */
  rows?(source: Readable): AsyncIterable<FileRow<Row>>;
  /** What no column can tell alone: "terminated_on only with TERMINATED". Pure. */
  check?(row: Row): Reject | undefined;
  /**
   * Upserts the rows by key in one transaction and answers one outcome for each, in their order. A row may be refused
   * (an unknown parent) without hurting the others. Running twice must leave what running once leaves. What it throws
   * stops the file, unless {@link refusal} makes it a row's fault.
   */
  apply(rows: readonly Row[]): Promise<readonly RowOutcome[]>;
  /**
   * Tells whether what `apply` threw is the fault of a row (a constraint of the database) and in which words. Then the
   * batch, rolled back, is halved and tried again until the rows at fault stand alone.
   */
  refusal?(error: unknown): Reject | undefined;
}

/** The kinds of file that a subgraph takes, by name, in the order of a first feed. */
export type Imports = Readonly<Record<string, (database: Database, now: () => number) => ImportKind>>;

/** The kinds, ready to write to the subgraph's database. @param now epoch milliseconds */
export function importKinds(
  imports: Imports,
  database: Database,
  now: () => number = Date.now,
): readonly ImportKind[] {
  return Object.values(imports).map((create) => create(database, now));
}

/** Types the rows by the columns: `importKind({ name, columns, apply: async (rows) => … })`. */
export function importKind<const Columns extends ColumnSet>(
  kind: ImportKind<RowOf<Columns>> & {
    readonly columns: Columns;
    readonly key?: readonly (keyof Columns & string)[];
  },
): ImportKind<RowOf<Columns>> {
  return kind;
}
