import { createHmac, hkdfSync, randomInt } from "node:crypto";
import { inList, type Writer } from "../../shared/database";
import { OneTimeCodeEntity } from "./one-time-code.entity";

/** Milliseconds for which a code holds, unless the step that it is for says otherwise. */
export const CODE_LIFETIME = 10 * 60_000;
/** Wrong codes after which the right one is none either. */
export const CODE_TRIES = 5;
/** Codes for one step: the first and three more. */
export const CODES_PER_STEP = 4;

const FORM = /^\d{6}$/;

/** Six-digit codes that are good once, for one step each (a registration, the proof of a number, an invitation). */
export interface OneTimeCodes {
  /**
   * Makes the code for a step, in place of the one before.
   * @param lifetime milliseconds @param now epoch milliseconds
   * @returns six digits; null when as many were made for this step as may be
   */
  issue(transaction: Writer, stepId: string, now: number, lifetime?: number): Promise<string | null>;
  /** Whether this is the code that is out for the step. The right one is used up, a wrong one is a try less. */
  redeem(transaction: Writer, stepId: string, code: string, now: number): Promise<boolean>;
}

/**
 * Codes are kept as an HMAC under a key of their own, derived from identity's secret (HKDF, RFC 5869): of six digits a
 * plain hash would be searched through in a moment. The step is hashed along, so that no row stands for another.
 */
export function oneTimeCodes(secret: string): OneTimeCodes {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "identity one-time code", 32));
  const hashOf = (stepId: string, code: string): string =>
    createHmac("sha256", key).update(`${stepId} ${code}`).digest("base64url");
  return {
    async issue(transaction, stepId, now, lifetime = CODE_LIFETIME) {
      const code = newCode();
      const codeHash = hashOf(stepId, code);
      const expiresAt = now + lifetime;
      const present = await transaction.findOne(OneTimeCodeEntity, { where: { id: stepId } });
      if (present === null) {
        await transaction.insert(OneTimeCodeEntity, [{ id: stepId, codeHash, expiresAt, tries: 0, made: 1 }]);
        return code;
      }
      // Conditional, so that of two that ask at once neither goes past the bound.
      const renewed = await transaction.execute(
        "UPDATE `one_time_code` SET `code_hash` = ?, `expires_at` = ?, `tries` = 0, `made` = `made` + 1" +
          " WHERE `id` = ? AND `made` < ?",
        [codeHash, expiresAt, stepId, CODES_PER_STEP],
      );
      return renewed === 0 ? null : code;
    },
    async redeem(transaction, stepId, code, now) {
      // One conditional statement: of two that come at once with the right code, one finds it gone.
      const used = await transaction.execute(
        "DELETE FROM `one_time_code` WHERE `id` = ? AND `code_hash` = ? AND `expires_at` > ? AND `tries` < ?",
        [stepId, hashOf(stepId, FORM.test(code) ? code : ""), now, CODE_TRIES],
      );
      if (used > 0) return true;
      await transaction.execute("UPDATE `one_time_code` SET `tries` = `tries` + 1 WHERE `id` = ?", [stepId]);
      return false;
    },
  };
}

/** Takes back the codes of these steps, whether or not there are any. */
export async function withdrawCodes(transaction: Writer, stepIds: readonly string[]): Promise<void> {
  if (stepIds.length === 0) return;
  const list = inList(stepIds);
  await transaction.execute(`DELETE FROM \`one_time_code\` WHERE \`id\` IN ${list.sql}`, list.parameters);
}

/** Six digits, each of the million equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}
