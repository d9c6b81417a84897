import { inList, type Reader } from "../../shared/database";
import { shownStatus, type AccountStatus, type UserStatus } from "./user-status";
import type { UserType } from "./user.type";

interface UserRow {
  readonly id: string;
  readonly displayName: string;
  readonly username: string;
  readonly email: string;
  readonly mobileNumber: string | null;
  readonly status: AccountStatus;
  readonly hasApplied: 0 | 1;
}

interface MembershipRow {
  readonly userId: string;
  readonly organizationId: string;
  readonly status: UserStatus;
}

/** The users of these ids, whoever asks: `id` and `displayName` are everybody's, the rest is up to the rules. */
export async function usersByIds(reader: Reader, ids: readonly string[]): Promise<UserType[]> {
  const list = inList(ids);
  const [users, memberships] = await Promise.all([
    reader.rows<UserRow>(
      "SELECT id, display_name AS displayName, username, email, mobile_number AS mobileNumber, status," +
        " applied_vat_number IS NOT NULL AS hasApplied" +
        ` FROM user_account WHERE id IN ${list.sql}`,
      list.parameters,
    ),
    reader.rows<MembershipRow>(
      "SELECT user_id AS userId, organization_id AS organizationId, status FROM organization_membership" +
        ` WHERE user_id IN ${list.sql} ORDER BY user_id, organization_id`,
      list.parameters,
    ),
  ]);
  const byUser = new Map(users.map(({ id }) => [id, [] as MembershipRow[]]));
  for (const membership of memberships) byUser.get(membership.userId)?.push(membership);
  return users.map(({ hasApplied, ...user }) => {
    const own = byUser.get(user.id) ?? [];
    const statuses = own.map(({ status }) => status);
    return {
      ...user,
      status: shownStatus(user.status, statuses, hasApplied === 1),
      organizationIds: own.map(({ organizationId }) => organizationId),
      presentOrganizationIds: own
        .filter(({ status }) => status !== "DEACTIVATED")
        .map(({ organizationId }) => organizationId),
    };
  });
}
