import type { Reader } from "../../shared/database";
import { RegistrationEntity } from "./registration.entity";

/** Milliseconds for which a registration may be confirmed, by a code sent anew where the first has run out. */
export const REGISTRATION_LIFETIME = 60 * 60_000;

/** The registration of this id, if it may still be confirmed. @param now epoch milliseconds */
export async function openRegistration(
  reader: Reader,
  id: string,
  now: number,
): Promise<RegistrationEntity | null> {
  return await reader.row<RegistrationEntity>(
    "SELECT id, vat_number AS vatNumber, username, display_name AS displayName, email," +
      " mobile_number AS mobileNumber, password_hash AS passwordHash, language, expires_at AS expiresAt" +
      " FROM registration WHERE id = ? AND expires_at > ?",
    [id, now],
  );
}
