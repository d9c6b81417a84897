import type { Reader, Writer } from "../../../shared/database";
import type { CredentialsContext } from "../context";
import { useRecoveryCode } from "./recovery-codes";
import { stepOf } from "./totp";

/** A person's second factor as it is stored. */
export interface StoredSecondFactor {
  readonly sealedSecret: string;
  readonly confirmedAt: number | null;
}

/** The second factor of a person, confirmed or not; null where there is none. */
export async function storedSecondFactor(reader: Reader, userId: string): Promise<StoredSecondFactor | null> {
  return await reader.row<StoredSecondFactor>(
    "SELECT sealed_secret AS sealedSecret, confirmed_at AS confirmedAt FROM second_factor WHERE user_id = ?",
    [userId],
  );
}

/** Whether the person's sign-in needs a second factor. */
export async function hasSecondFactor(reader: Reader, userId: string): Promise<boolean> {
  return ((await storedSecondFactor(reader, userId))?.confirmedAt ?? null) !== null;
}

/**
 * Whether the code is one of the person's device, and later than the last that was accepted, which it becomes: of two that
 * come at once with the same code one wins. @param now epoch milliseconds
 */
export async function useTotp(
  transaction: Writer,
  services: Pick<CredentialsContext["services"], "secondFactors">,
  userId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const stored = await storedSecondFactor(transaction, userId);
  if (stored === null) return false;
  const step = stepOf(services.secondFactors.open(stored.sealedSecret, userId), code, now);
  if (step === null) return false;
  const used = await transaction.execute(
    "UPDATE second_factor SET last_step = ? WHERE user_id = ? AND last_step < ?",
    [step, userId, step],
  );
  return used > 0;
}

/** What the code is: one of the person's device, one of their recovery codes, or null. It is used up. */
export async function useSecondFactor(
  transaction: Writer,
  services: Pick<CredentialsContext["services"], "secondFactors" | "keyedHash">,
  userId: string,
  code: string,
  now: number,
): Promise<"DEVICE" | "RECOVERY_CODE" | null> {
  if (await useTotp(transaction, services, userId, code.replaceAll(/\s/g, ""), now)) return "DEVICE";
  const isRecoveryCode = await useRecoveryCode(transaction, services.keyedHash, userId, code, now);
  return isRecoveryCode ? "RECOVERY_CODE" : null;
}
