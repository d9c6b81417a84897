export { type ColumnSet, type Format, type Parsed, type RowOf } from "./columns";
export * as format from "./formats";
export { importFile } from "./import-file";
export {
  importKind,
  importKinds,
  type ImportKind,
  type Imports,
  type Reject,
  type RowOutcome,
} from "./import-kind";
export type { ImportOptions, ImportProgress } from "./import-options";
export { ImportRefused, ImportStopped, type ImportReport, type RowReject } from "./import-report";
export { rejectFile, type RejectSink } from "./reject-file";
export { runImport, type ImportTerminal } from "./run-import";
export { refreshStatistics } from "./refresh-statistics";
