import type { Imports } from "../../shared/import";
import { mobileContractsImport } from "./mobile-contracts";
import { mobileLinesImport } from "./mobile-lines";
import { mobileUsageImport } from "./mobile-usage";

/** The kinds of file that mobile-inventory takes, in the order of a first feed. */
export const mobileInventoryImports: Imports = {
  "mobile-contracts": mobileContractsImport,
  "mobile-lines": mobileLinesImport,
  "mobile-usage": mobileUsageImport,
};
