import type { Reject } from "./reject";

/** One fault of one row; `row` is the line of the file on which the record begins, the header being on line 1. */
export interface RowReject extends Reject {
  readonly row: number;
}

/** Counts of rows; `read` = applied + unchanged + rejected. */
export interface ImportReport {
  readonly kind: string;
  readonly read: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first 100 faults; a row may have several. All of them go to the `rejects` sink. */
  readonly rejects: readonly RowReject[];
}

/** The whole file is refused before its first row: the header is not the kind's. Nothing was written. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
}

/** The file could not be read, or its rows not written, to the end; every row before `resumeFrom` was dealt with. */
export class ImportStopped extends Error {
  override readonly name = "ImportStopped";

  constructor(
    message: string,
    readonly report: ImportReport,
    /** Line to hand back as `resumeFrom`. */
    readonly resumeFrom: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
