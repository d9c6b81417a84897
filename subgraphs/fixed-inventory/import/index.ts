import type { Database } from "../../shared/database";
import type { ImportKind } from "../../shared/import";
import { fixedLinesImport } from "./fixed-lines";
import { sitesImport } from "./sites";

/** The kinds of file that fixed-inventory takes, in the order of a first feed. @param now epoch milliseconds */
export function fixedInventoryImportKinds(
  database: Database,
  now: () => number = Date.now,
): readonly ImportKind[] {
  return [sitesImport(database), fixedLinesImport(database, now)];
}
