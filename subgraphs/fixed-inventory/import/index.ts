import type { Imports } from "../../shared/import";
import { fixedLinesImport } from "./fixed-lines";
import { sitesImport } from "./sites";

/** The kinds of file that fixed-inventory takes, in the order of a first feed. */
export const fixedInventoryImports: Imports = {
  sites: sitesImport,
  "fixed-lines": fixedLinesImport,
};
