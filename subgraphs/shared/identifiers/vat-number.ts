import type { Fault } from "./fault";
import { luhnCheckDigit, passesLuhn } from "./luhn";

/**
 * Partita IVA: 11 digits, not all zero in the first seven, the last the check digit. Its rule (double every even
 * position, minus 9 over 9; check = (10 − sum mod 10) mod 10) is Luhn's.
 */
export function vatNumberFault(text: string): Fault {
  if (!/^\d{11}$/.test(text)) return "must have 11 digits";
  if (text.startsWith("0000000")) return "must not start with seven zeros";
  return passesLuhn(text) ? undefined : "has a wrong check digit";
}

/** A valid partita IVA; `serial` 1 to 9,999,999, `office` the issuing province's three digits (`"001"` is Turin). */
export function formatVatNumber(serial: number, office: string): string {
  const body = `${String(serial).padStart(7, "0")}${office}`;
  return body + luhnCheckDigit(body);
}
