import type { Database } from "../../shared/database";
import type { ImportKind } from "../../shared/import";
import { grantsImport } from "./grants";
import { holdingsImport } from "./holdings";
import { organizationsImport } from "./organizations";
import { usersImport } from "./users";

/** The kinds of file that identity takes, in the order of a first feed. @param now epoch milliseconds */
export function identityImportKinds(database: Database, now: () => number = Date.now): readonly ImportKind[] {
  const kinds = [
    holdingsImport(database),
    organizationsImport(database),
    usersImport(database),
    grantsImport(database, now),
  ];
  // Each kind only ever meets rows that its own columns read, which the common type cannot say.
  return kinds as unknown as readonly ImportKind[];
}
