import { access, appendFile, rm } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import type { RowReject } from "./import-report";

/** Where faults go as they are found, a batch at a time. */
export interface RejectSink {
  add(rejects: readonly RowReject[]): Promise<void>;
}

/**
 * A CSV file with the columns row, column, reason, made with the first fault: no faults, no file. One left by an
 * earlier import is removed, or, when `resuming`, continued. It never holds the values themselves.
 */
export async function rejectFile(path: string, resuming = false): Promise<RejectSink> {
  if (!resuming) await rm(path, { force: true });
  let begun = resuming && (await exists(path));
  return {
    async add(rejects) {
      if (rejects.length === 0) return;
      const records = rejects.map(({ row, column, reason }) => ({ row, column: column ?? "", reason }));
      await appendFile(path, stringify(records, { header: !begun, columns: ["row", "column", "reason"] }));
      begun = true;
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
