import type { ScopePath } from "../../../schema/access/decide";
import { mayGrant, type ProposedGrant } from "../../../schema/access/may-grant";
import { FEED_ONLY_PROFILES } from "../../../schema/access/vocabulary";
import { CodedError } from "../../../schema/errors";
import { Refused } from "../../shared/act";
import type { IdentityAct } from "../act/act";

/**
 * A grant may be given only by someone who holds what it gives, on the same scope (docs/grants.md).
 * @param field the path of the grant in the arguments
 * @throws Refused for a grant that cannot exist, CodedError FORBIDDEN for one that this caller may not give
 */
export function assertMayGrant(
  { caller }: Pick<IdentityAct, "caller">,
  grant: ProposedGrant,
  path: ScopePath,
  field: readonly string[],
): void {
  const verdict = mayGrant(caller, grant, path);
  if (verdict.allowed) return;
  if (verdict.code === "BAD_USER_INPUT")
    throw new Refused(verdict.code, verdict.reason, [...field, verdict.field]);
  const reason = FEED_ONLY_PROFILES.has(grant.profile)
    ? `${grant.profile} comes from the operator only: nobody within a company gives it`
    : `${grant.profile} is not yours to give here`;
  throw new CodedError(verdict.code, reason, { grantableBy: verdict.grantableBy });
}
