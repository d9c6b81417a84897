import type { Reject } from "./reject";

/** What a row of a file reads as: the row, or everything that is wrong with it. */
export type ReadRow<Row> =
  | {
      readonly row: Row;
      /** Of two rows with one key the later one wins. */
      readonly key: string;
      /** How many rows of a batch it counts for; 1 unless given. */
      readonly weight?: number;
    }
  | { readonly rejects: readonly Reject[] };

/** One row of a file: `line` is the one on which it begins, from 1; `bytes` of the file were read with it. */
export interface FileRow<Row> {
  readonly line: number;
  readonly bytes: number;
  /** Reads it, or says what is wrong with it: what a resumed import passes over is not read. */
  read(): ReadRow<Row>;
}
