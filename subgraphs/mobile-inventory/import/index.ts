import type { Database } from "../../shared/database";
import type { ImportKind } from "../../shared/import";
import { mobileContractsImport } from "./mobile-contracts";
import { mobileLinesImport } from "./mobile-lines";
import { mobileUsageImport } from "./mobile-usage";

/** The kinds of file that mobile-inventory takes, in the order of a first feed. */
export function mobileInventoryImportKinds(database: Database): readonly ImportKind[] {
  return [mobileContractsImport(database), mobileLinesImport(database), mobileUsageImport(database)];
}
