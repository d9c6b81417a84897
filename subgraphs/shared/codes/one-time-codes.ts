import { randomInt } from "node:crypto";
import { inList, type Writer } from "../database";
import type { KeyedHash } from "../text/keyed-hash";
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
  /** Makes the first code of a step: six digits. @param now epoch milliseconds @param lifetime milliseconds */
  issue(transaction: Writer, stepId: string, now: number, lifetime?: number): Promise<string>;
  /** Makes the next one in place of the one before; null when that was used, or as many were made as may be. */
  renew(transaction: Writer, stepId: string, now: number): Promise<string | null>;
  /** Whether this is the code that is out for the step. The right one is used up, a wrong one is a try less. */
  redeem(transaction: Writer, stepId: string, code: string, now: number): Promise<boolean>;
}

/**
 * Codes are kept as an HMAC under a key of their own: of six digits a plain hash would be searched through in a moment.
 * The step is hashed along, so that no row stands for another.
 */
export function oneTimeCodes(hash: KeyedHash): OneTimeCodes {
  const hashOf = (stepId: string, code: string): string => hash("one-time code", `${stepId} ${code}`);
  return {
    async issue(transaction, stepId, now, lifetime = CODE_LIFETIME) {
      const code = newCode();
      const row = {
        id: stepId,
        codeHash: hashOf(stepId, code),
        expiresAt: now + lifetime,
        tries: 0,
        made: 1,
      };
      await transaction.insert(OneTimeCodeEntity, [row]);
      return code;
    },
    async renew(transaction, stepId, now) {
      const code = newCode();
      const renewed = await transaction.execute(
        "UPDATE one_time_code SET code_hash = ?, expires_at = ?, tries = 0, made = made + 1" +
          " WHERE id = ? AND made < ?",
        [hashOf(stepId, code), now + CODE_LIFETIME, stepId, CODES_PER_STEP],
      );
      return renewed === 0 ? null : code;
    },
    async redeem(transaction, stepId, code, now) {
      // One conditional statement: of two that come at once with the right code, one finds it gone.
      const used = await transaction.execute(
        "DELETE FROM one_time_code WHERE id = ? AND code_hash = ? AND expires_at > ? AND tries < ?",
        [stepId, hashOf(stepId, FORM.test(code) ? code : ""), now, CODE_TRIES],
      );
      if (used > 0) return true;
      await transaction.execute("UPDATE one_time_code SET tries = tries + 1 WHERE id = ?", [stepId]);
      return false;
    },
  };
}

/** Takes back the codes of these steps, whether or not there are any. */
export async function withdrawCodes(transaction: Writer, stepIds: readonly string[]): Promise<void> {
  if (stepIds.length === 0) return;
  const list = inList(stepIds);
  await transaction.execute(`DELETE FROM one_time_code WHERE id IN ${list.sql}`, list.parameters);
}

/** Six digits, each of the million equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}
