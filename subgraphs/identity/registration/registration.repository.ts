import { inList, type Reader, type Writer } from "../../shared/database";
import { withdrawCodes } from "../one-time-codes/one-time-codes";
import { RegistrationEntity } from "./registration.entity";

/** Milliseconds for which a registration may be confirmed, by a code sent anew where the first has run out. */
export const REGISTRATION_LIFETIME = 60 * 60_000;

/** Rows that one sweep takes: it happens along with a write, which must not grow long. */
const SWEPT_AT_ONCE = 100;

/** The registration of this id, if it may still be confirmed. @param now epoch milliseconds */
export async function openRegistration(
  reader: Reader,
  id: string,
  now: number,
): Promise<RegistrationEntity | null> {
  return await reader.row<RegistrationEntity>(
    "SELECT `id`, `vat_number` AS `vatNumber`, `username`, `display_name` AS `displayName`, `email`," +
      " `mobile_number` AS `mobileNumber`, `password_hash` AS `passwordHash`, `language`, `expires_at` AS `expiresAt`" +
      " FROM `registration` WHERE `id` = ? AND `expires_at` > ?",
    [id, now],
  );
}

/**
 * Removes steps whose time has run out, with their codes. Nothing runs at that moment, so whoever writes the next one
 * sweeps: what nobody could prove is not kept for longer than that.
 */
export async function sweepExpired(
  transaction: Writer,
  table: "registration" | "mobile_number_proof" | "invitation",
  now: number,
): Promise<void> {
  const expired = await transaction.rows<{ id: string }>(
    `SELECT \`id\` FROM \`${table}\` WHERE \`expires_at\` <= ? ORDER BY \`expires_at\` LIMIT ?`,
    [now, SWEPT_AT_ONCE],
  );
  if (expired.length === 0) return;
  const ids = expired.map(({ id }) => id);
  const list = inList(ids);
  await withdrawCodes(transaction, ids);
  await transaction.execute(`DELETE FROM \`${table}\` WHERE \`id\` IN ${list.sql}`, list.parameters);
}
