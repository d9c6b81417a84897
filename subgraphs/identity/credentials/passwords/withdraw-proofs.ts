import type { Writer } from "../../../shared/database";

/**
 * What was proved with the password of before holds no more: sign-ins that wait for a second factor, links to a new
 * password. The ways back to a former address stay: whoever changed the password may be a thief.
 */
export async function withdrawProofs(transaction: Writer, userId: string, now: number): Promise<void> {
  const unused = "SET used_at = ? WHERE user_id = ? AND used_at IS NULL";
  await transaction.execute(`UPDATE sign_in_challenge ${unused}`, [now, userId]);
  await transaction.execute(`UPDATE password_reset ${unused} AND restores_email IS NULL`, [now, userId]);
}
