import { subgraphDefinitions } from "./index";
import type { Database } from "./shared/database";
import type { ImportKind } from "./shared/import";

/** Which subgraph takes each kind of file, in the order in which a first feed is imported. */
export const IMPORT_OWNERS: ReadonlyMap<string, string> = new Map(
  subgraphDefinitions.flatMap(({ name, imports = {} }) => Object.keys(imports).map((kind) => [kind, name])),
);

/**
 * A kind of file, ready to write to its subgraph's database.
 * @throws Error when nothing takes files of the kind
 */
export function importKindOf(kind: string, databaseOf: (subgraph: string) => Database): ImportKind {
  const owner = subgraphDefinitions.find(({ imports = {} }) => Object.hasOwn(imports, kind));
  const create = owner?.imports?.[kind];
  if (owner === undefined || create === undefined) throw new Error(`Nothing imports ${kind}`);
  return create(databaseOf(owner.name), Date.now);
}
