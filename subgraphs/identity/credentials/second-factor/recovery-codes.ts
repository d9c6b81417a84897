import { randomBytes } from "node:crypto";
import type { Reader, Writer } from "../../../shared/database";
import type { KeyedHash } from "../../../shared/text/keyed-hash";
import { RecoveryCodeEntity } from "./recovery-code.entity";

const CODES = 10;
/** Ten characters of 32: fifty bits. Neither l, o, 0 nor 1: they are mistaken for one another when copied by hand. */
const LENGTH = 10;
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Makes the person's ten codes, in place of any that they had, and answers them in the clear, once. */
export async function makeRecoveryCodes(
  transaction: Writer,
  hash: KeyedHash,
  userId: string,
): Promise<string[]> {
  await transaction.delete(RecoveryCodeEntity, { userId });
  const codes = new Set<string>();
  while (codes.size < CODES) codes.add(newCode());
  const rows = [...codes].map((code) => ({ userId, codeHash: hashOf(hash, userId, code), usedAt: null }));
  await transaction.insert(RecoveryCodeEntity, rows);
  return [...codes];
}

/** Uses a code up; false when it is none of the person's, or used already. */
export async function useRecoveryCode(
  transaction: Writer,
  hash: KeyedHash,
  userId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const used = await transaction.execute(
    "UPDATE recovery_code SET used_at = ? WHERE user_id = ? AND code_hash = ? AND used_at IS NULL",
    [now, userId, hashOf(hash, userId, code)],
  );
  return used > 0;
}

/** How many codes the person has left. */
export async function recoveryCodesLeft(reader: Reader, userId: string): Promise<number> {
  const row = await reader.row<{ unused: number }>(
    "SELECT COUNT(*) AS unused FROM recovery_code WHERE user_id = ? AND used_at IS NULL",
    [userId],
  );
  return row?.unused ?? 0;
}

function newCode(): string {
  const text = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  return `${text.slice(0, LENGTH / 2)}-${text.slice(LENGTH / 2)}`;
}

/** Case, blanks and the dash do not count. */
function hashOf(hash: KeyedHash, userId: string, code: string): string {
  return hash("recovery code", `${userId}\n${code.toLowerCase().replaceAll(/[\s-]/g, "")}`);
}
