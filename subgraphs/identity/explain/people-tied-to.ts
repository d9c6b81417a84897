import { allOf, isOneOf, type Reader } from "../../shared/database";
import { inForce } from "../grants/in-force";

/**
 * Those of these people whom something ties to one of the organizations: being registered with it, or holding a grant
 * within it at `at` (epoch milliseconds), be it of one line only.
 */
export async function peopleTiedTo(
  reader: Reader,
  organizationIds: readonly string[],
  userIds: readonly string[],
  at: number,
): Promise<ReadonlySet<string>> {
  if (organizationIds.length === 0 || userIds.length === 0) return new Set();
  const members = allOf([isOneOf("m.user_id", userIds), isOneOf("m.organization_id", organizationIds)]);
  const holders = allOf([
    isOneOf("g.user_id", userIds),
    isOneOf("g.organization_id", organizationIds),
    inForce("g", at),
  ]);
  const rows = await reader.rows<{ userId: string }>(
    `SELECT m.user_id AS userId FROM organization_membership m WHERE ${members.sql}` +
      ` UNION SELECT g.user_id FROM profile_grant g WHERE ${holders.sql}`,
    [...members.parameters, ...holders.parameters],
  );
  return new Set(rows.map(({ userId }) => userId));
}
