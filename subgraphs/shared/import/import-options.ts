import type { RejectSink } from "./reject-file";

/** What an import is run with. */
export interface ImportOptions {
  /** Rows in one transaction; 500 unless told. */
  readonly batchSize?: number;
  /** Line of the file of the first row to take, from ImportStopped; rows before it are not even counted. */
  readonly resumeFrom?: number;
  readonly rejects?: RejectSink;
  /** Called after every batch. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** `bytes` of the file and `read` rows so far. */
export interface ImportProgress {
  readonly bytes: number;
  readonly read: number;
}
