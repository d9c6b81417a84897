import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";

/** The company of this id when the caller names it: registered with it, or by a grant's scope (access.md, Words). */
export function namedOrganization(caller: Caller, id: string): { readonly id: string } | null {
  const named =
    caller.organizationIds.includes(id) || caller.grants.some((grant) => grant.organizationIds.includes(id));
  return named ? { id } : null;
}

/** The scope path of a company: itself. */
export function organizationPath(organization: { readonly id: string }): ScopePath {
  return { scopes: [{ kind: "ORGANIZATION", id: organization.id }] };
}
