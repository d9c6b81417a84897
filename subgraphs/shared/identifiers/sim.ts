import type { Fault } from "./fault";
import { luhnCheckDigit, passesLuhn } from "./luhn";

/** Number of a SIM card, ITU-T E.118: 19 or 20 digits, 89 (telecom) 39 (Italy) first, Luhn check digit last. */
export function iccidFault(text: string): Fault {
  if (!/^\d{19,20}$/.test(text)) return "must have 19 or 20 digits";
  if (!text.startsWith("8939")) return "must start with 8939";
  return passesLuhn(text) ? undefined : "has a wrong check digit";
}

/** Subscriber identity, 3GPP TS 23.003 §2.2: 15 digits, 222 (Italy) 01 (network) first. */
export function imsiFault(text: string): Fault {
  if (!/^\d{15}$/.test(text)) return "must have 15 digits";
  return text.startsWith("22201") ? undefined : "must start with 22201";
}

/** Equipment identity, 3GPP TS 23.003 §6.2.1: 15 digits, Luhn check digit last. */
export function imeiFault(text: string): Fault {
  if (!/^\d{15}$/.test(text)) return "must have 15 digits";
  return passesLuhn(text) ? undefined : "has a wrong check digit";
}

/** The code that unblocks a SIM's PIN, 3GPP TS 22.030 §6.6.2: 8 digits. A secret: never in a message. */
export function pukFault(text: string): Fault {
  return /^\d{8}$/.test(text) ? undefined : "must have 8 digits";
}

/** A valid 19-digit ICCID of issuer 01; `serial` 0 to 999,999,999,999. */
export function formatIccid(serial: number): string {
  const body = `893901${String(serial).padStart(12, "0")}`;
  return body + luhnCheckDigit(body);
}

/** A valid IMSI of network 222 01; `serial` 0 to 9,999,999,999. */
export function formatImsi(serial: number): string {
  return `22201${String(serial).padStart(10, "0")}`;
}

/** A valid IMEI: 8-digit type allocation code, `serial` 0 to 999,999, check digit. */
export function formatImei(typeAllocationCode: string, serial: number): string {
  const body = `${typeAllocationCode}${String(serial).padStart(6, "0")}`;
  return body + luhnCheckDigit(body);
}
