import { fixedInventoryImportKinds } from "../fixed-inventory/import";
import { identityImportKinds } from "../identity/import";
import { mobileInventoryImportKinds } from "../mobile-inventory/import";
import type { Database } from "../shared/database";
import type { ImportKind } from "../shared/import";

/** Each subgraph with the kinds of file that it takes. */
const KINDS_OF: Readonly<Record<string, (database: Database) => readonly ImportKind[]>> = {
  identity: identityImportKinds,
  "mobile-inventory": mobileInventoryImportKinds,
  "fixed-inventory": fixedInventoryImportKinds,
};

/** Which subgraph takes each kind of file, in the order in which a first feed is imported. */
export const IMPORT_OWNERS: ReadonlyMap<string, string> = new Map([
  ["holdings", "identity"],
  ["organizations", "identity"],
  ["users", "identity"],
  ["grants", "identity"],
  ["mobile-contracts", "mobile-inventory"],
  ["mobile-lines", "mobile-inventory"],
  ["mobile-usage", "mobile-inventory"],
  ["sites", "fixed-inventory"],
  ["fixed-lines", "fixed-inventory"],
]);

/**
 * A kind of file, ready to write to its subgraph's database.
 * @throws Error when nothing takes files of the kind
 */
export function importKindOf(name: string, databaseOf: (subgraph: string) => Database): ImportKind {
  const owner = IMPORT_OWNERS.get(name) ?? "";
  const kind = KINDS_OF[owner]?.(databaseOf(owner)).find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`Nothing imports ${name}`);
  return kind;
}
