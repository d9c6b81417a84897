import type { ScopePath } from "../../../schema/access/decide";
import type { UserType } from "./user.type";

/**
 * Where a person stands. That somebody was a company's, under which name and with what outcome, stays its affair; where
 * to reach them is theirs to know only while they are: an address goes on changing after they have left or been refused
 * (docs/decisions/0028).
 */
export function userPath({ id, organizationIds, presentOrganizationIds }: UserType): ScopePath {
  const contact = { scopes: organizations(presentOrganizationIds), userId: id };
  return {
    scopes: organizations(organizationIds),
    userId: id,
    fields: { "User.email": contact, "User.mobileNumber": contact },
  };
}

function organizations(ids: readonly string[]): ScopePath["scopes"] {
  return ids.map((id) => ({ kind: "ORGANIZATION", id }));
}
