import type { Database } from "../../shared/database";
import type { ImportKind } from "../../shared/import";
import { mobileContractsImport } from "./mobile-contracts";
import { mobileLinesImport } from "./mobile-lines";
import { mobileUsageImport } from "./mobile-usage";

/** The kinds of file that mobile-inventory takes, in the order of a first feed. */
export function mobileInventoryImportKinds(database: Database): readonly ImportKind[] {
  const kinds = [mobileContractsImport(database), mobileLinesImport(database), mobileUsageImport(database)];
  // Each kind only ever meets rows that its own columns read, which the common type cannot say.
  return kinds as unknown as readonly ImportKind[];
}
