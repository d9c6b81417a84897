import type { Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";

/** The person's other name, in the account and in each company's list; the feed's stays noted, so as not to come back. */
export async function renamePerson(transaction: Writer, userId: string, displayName: string): Promise<void> {
  const sortName = foldText(displayName);
  await transaction.execute(
    "UPDATE user_account SET fed_display_name = COALESCE(fed_display_name, display_name)," +
      " display_name = ?, sort_name = ? WHERE id = ?",
    [displayName, sortName, userId],
  );
  await transaction.execute("UPDATE organization_membership SET sort_name = ? WHERE user_id = ?", [
    sortName,
    userId,
  ]);
}
