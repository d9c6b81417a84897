import type { CallerGrant } from "./caller";
import type { ScopePath } from "./decide";

/** The scope path of a grant's scope: where rules about a summary that rests on it are decided. */
export function pathOfGrant(grant: CallerGrant): ScopePath {
  return {
    scopes: [
      grant.scope,
      ...(grant.contractId === null ? [] : [{ kind: "MOBILE_CONTRACT" as const, id: grant.contractId }]),
      ...grant.organizationIds.map((id) => ({ kind: "ORGANIZATION" as const, id })),
    ],
  };
}

/** Whether the grant's scope is the object of this path, or lies in it. */
export function liesIn(grant: CallerGrant, object: ScopePath): boolean {
  const self = object.scopes[0];
  if (self === undefined) return false;
  return pathOfGrant(grant).scopes.some((scope) => scope.kind === self.kind && scope.id === self.id);
}
