import type { Imports } from "../../shared/import";
import { grantsImport } from "./grants";
import { holdingsImport } from "./holdings";
import { organizationsImport } from "./organizations";
import { usersImport } from "./users";

/** The kinds of file that identity takes, in the order of a first feed. */
export const identityImports: Imports = {
  holdings: holdingsImport,
  organizations: organizationsImport,
  users: usersImport,
  grants: grantsImport,
};
