import type { Reader } from "../../shared/database";
import { Refused } from "../../shared/act";

/**
 * A person must be registered with the company, or invited to, to be given anything in it. Whoever is not is as if they
 * did not exist. @param field the path of the argument that names the person
 * @throws Refused NOT_FOUND
 */
export async function assertRegistered(
  reader: Reader,
  organizationId: string,
  userId: string,
  field: readonly string[],
): Promise<void> {
  const found = await reader.row(
    "SELECT m.user_id FROM organization_membership m JOIN user_account u ON u.id = m.user_id" +
      " WHERE m.organization_id = ? AND m.user_id = ? AND m.status IN ('INVITED', 'ACTIVE')" +
      " AND u.status <> 'DEACTIVATED'",
    [organizationId, userId],
  );
  if (found === null)
    throw new Refused("NOT_FOUND", "Nobody of this id is registered with the company.", field);
}
