import type { Caller, CallerGrant } from "../../../schema/access/caller";
import { scopesPassing, scopesOfGrants, type GrantedScopes } from "../../../schema/access/decide";
import type { AccessStatement } from "../../../schema/access/rules";
import { SCOPE_KINDS, type ScopeKind } from "../../../schema/access/vocabulary";
import { allOf, anyOf, inList, type SqlFragment } from "../database";

/** The column of a table that holds the id of each kind of scope, qualified: `l.organization_id`. */
export type ScopeColumns = Partial<Readonly<Record<ScopeKind, string>>>;

/** The rows that some grants give: scope goes into SQL, never a filter after the fetch (access.md, Rows). */
export function rowsOfGrants(grants: readonly CallerGrant[], columns: ScopeColumns): SqlFragment {
  return rowsOnScopes(scopesOfGrants(grants), columns);
}

/**
 * The rows on which the caller passes every rule of a field: what a filter, search, sort or group-by over that field
 * narrows to, so that nothing can be learned by asking around it.
 */
export function rowsPassing(
  caller: Caller,
  statement: AccessStatement | undefined,
  columns: ScopeColumns,
): SqlFragment {
  return allOf((statement?.rules ?? []).map((rule) => rowsOnScopes(scopesPassing(caller, rule), columns)));
}

function rowsOnScopes(scopes: GrantedScopes, columns: ScopeColumns): SqlFragment {
  const conditions = SCOPE_KINDS.flatMap((kind) => {
    const column = columns[kind];
    if (column === undefined || scopes[kind].size === 0) return [];
    const list = inList([...scopes[kind]]);
    return [{ sql: `${column} IN ${list.sql}`, parameters: list.parameters }];
  });
  return anyOf(conditions);
}
