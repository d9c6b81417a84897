import { columns, sql, type Writer } from "../../shared/database";
import { OrganizationMembershipEntity } from "../people/organization-membership.entity";

/** A row of the table `organization_membership`. */
export type Membership = OrganizationMembershipEntity;

/**
 * Adds the memberships that are not there yet, and carries a changed name into those that are. Answers the ids of the
 * users who joined anything.
 */
export async function addMemberships(
  transaction: Writer,
  renamed: readonly { readonly id: string; readonly sortName: string }[],
  wanted: readonly Membership[],
): Promise<Set<string>> {
  for (const { id, sortName } of renamed)
    await transaction.update(OrganizationMembershipEntity, { userId: id }, { sortName });
  const users = [...new Set(wanted.map(({ userId }) => userId))];
  const list = columns(OrganizationMembershipEntity, undefined, ["userId", "organizationId"]);
  const found = await transaction.rows(
    sql`SELECT ${list} FROM organization_membership WHERE user_id IN ${users}`,
  );
  const there = new Set(found.map(({ userId, organizationId }) => `${userId} ${organizationId}`));
  const missing = wanted.filter(({ userId, organizationId }) => !there.has(`${userId} ${organizationId}`));
  await transaction.insert(OrganizationMembershipEntity, missing);
  return new Set(missing.map(({ userId }) => userId));
}
