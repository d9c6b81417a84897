import type { Database } from "../../shared/database";
import type { ImportKind } from "../../shared/import";
import { grantsImport } from "./grants";
import { holdingsImport } from "./holdings";
import { organizationsImport } from "./organizations";
import { usersImport } from "./users";

/** The kinds of file that identity takes, in the order of a first feed. @param now epoch milliseconds */
export function identityImportKinds(database: Database, now: () => number = Date.now): readonly ImportKind[] {
  return [
    holdingsImport(database),
    organizationsImport(database),
    usersImport(database),
    grantsImport(database, now),
  ];
}
