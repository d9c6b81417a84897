import type { ScopePath, ScopeRef } from "../../../schema/access/decide";
import { SCOPE_PATH } from "../../../schema/internal/scope-path";
import { notFound } from "../../shared/act";
import type { LocatedObject } from "../../shared/subgraph/located";
import type { GrantsContext } from "./context";
import { organizationsByIds } from "../companies/organization.repository";
import type { GrantScopeType } from "./grant-scope.type";

/** What a grant is to be given on, as its owner says it. */
export interface LocatedScope {
  readonly path: ScopePath;
  readonly organizationId: string;
  readonly contractId: string | null;
  /** What people call it: a company's name, a contract's or line's number, a billing account's code. */
  readonly label: string;
}

const OWNERS: Readonly<Record<string, string>> = {
  MOBILE_CONTRACT: "mobile-inventory",
  MOBILE_LINE: "mobile-inventory",
  BILLING_ACCOUNT: "billing",
};

/**
 * Asks the owner of a scope, sealed, as the caller, where it lies. Null when it does not exist, is out of the caller's
 * scope, or lies in no one company: on a holding only the operator gives.
 */
export async function locateScope(
  { caller, database, internal }: Pick<GrantsContext, "caller" | "database" | "internal">,
  scope: ScopeRef,
): Promise<LocatedScope | null> {
  if (scope.kind === "ORGANIZATION") {
    const [found] = await organizationsByIds(database.read, caller, [scope.id]);
    if (found === undefined) return null;
    return located([{ kind: "ORGANIZATION", id: found.id }], found.legalName);
  }
  const owner = OWNERS[scope.kind];
  if (owner === undefined) return null;
  const refs = [{ kind: scope.kind, id: scope.id }];
  const [found] = await internal(owner, SCOPE_PATH, { refs }, caller);
  return found ? located(found.scopes, found.label) : null;
}

/**
 * The scope that the rule of a mutation was decided on.
 * @throws CodedError NOT_FOUND for one that lies in no one company: on a holding only the operator gives
 */
export function scopeOf({ path, id, label }: LocatedObject): LocatedScope {
  const scope = located(path.scopes, label ?? id);
  if (scope === null) throw notFound();
  return scope;
}

/** The scope path of what a grant was given on, from the ancestors that its row keeps. */
export function pathOfScope({ kind, id, contractId, organizationId }: GrantScopeType): ScopePath {
  const ancestors: readonly ScopeRef[] = [
    ...(contractId === null ? [] : [{ kind: "MOBILE_CONTRACT" as const, id: contractId }]),
    ...(organizationId === null ? [] : [{ kind: "ORGANIZATION" as const, id: organizationId }]),
  ];
  return { scopes: [{ kind, id }, ...ancestors.filter((scope) => scope.id !== id || scope.kind !== kind)] };
}

function located(scopes: readonly ScopeRef[], label: string): LocatedScope | null {
  const idOf = (wanted: ScopeRef["kind"]) => scopes.find(({ kind }) => kind === wanted)?.id ?? null;
  const organizationId = idOf("ORGANIZATION");
  if (organizationId === null) return null;
  return { path: { scopes }, organizationId, contractId: idOf("MOBILE_CONTRACT"), label };
}
