import type { Writer } from "../../../shared/database";

/** What was proved with the password of before holds no more: sign-ins that wait for a second factor, links to a new password. */
export async function withdrawProofs(transaction: Writer, userId: string, now: number): Promise<void> {
  for (const table of ["sign_in_challenge", "password_reset"]) {
    await transaction.execute(`UPDATE ${table} SET used_at = ? WHERE user_id = ? AND used_at IS NULL`, [
      now,
      userId,
    ]);
  }
}
