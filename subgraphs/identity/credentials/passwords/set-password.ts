import type { Database } from "../../../shared/database";
import { hashPassword } from "./password-hash";

/**
 * Gives an invited person their password: the account and its invited memberships become ACTIVE. A deactivated account
 * stays so. @throws Error when there is no such user
 */
export async function setPassword(database: Database, userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await database.write(async (transaction) => {
    const found = await transaction.execute(
      "UPDATE user_account SET password_hash = ?," +
        " status = CASE status WHEN 'INVITED' THEN 'ACTIVE' ELSE status END WHERE id = ?",
      [passwordHash, userId],
    );
    if (found === 0) throw new Error(`There is no user ${userId}`);
    await transaction.execute(
      "UPDATE organization_membership SET status = 'ACTIVE' WHERE user_id = ? AND status = 'INVITED'",
      [userId],
    );
  });
}
