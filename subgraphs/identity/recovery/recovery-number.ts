import type { Writer } from "../../shared/database";

/** A number that a code was just proved for. */
export interface ProvedNumber {
  readonly userId: string;
  readonly mobileNumber: string;
}

/**
 * A number is one person's to recover by: whoever proves it takes it from whoever had it, be it a line that passed on or
 * a number that was given out anew.
 */
export async function releaseRecoveryNumber(
  transaction: Writer,
  { userId, mobileNumber }: ProvedNumber,
): Promise<void> {
  await transaction.execute(
    "UPDATE `user_account` SET `recovery_number` = NULL WHERE `recovery_number` = ? AND `id` <> ?",
    [mobileNumber, userId],
  );
}

/**
 * Makes the number the way of those whose address was never proved, and of nobody else.
 * @param lineId of the company's line that it is, and that the person has just been made the user of; null for none
 */
export async function takeRecoveryNumber(
  transaction: Writer,
  { userId, mobileNumber }: ProvedNumber,
  lineId: string | null,
): Promise<void> {
  await transaction.execute(
    "UPDATE `user_account` SET `recovery_number` = ?, `recovery_line_id` = ? WHERE `id` = ? AND `recovers_by` = 'SMS'",
    [mobileNumber, lineId, userId],
  );
}
