import type { Fault } from "../identifiers";

/** An exact decimal: an optional minus, up to 15 digits, up to 6 after the point; no exponent, no leading zeros. */
export function decimalFault(text: string): Fault {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text)
    ? undefined
    : "must be a decimal number such as 1234.56, with at most 15 digits before the point and 6 after it";
}

/** A whole number of any sign with at most 19 digits. */
export function integerFault(text: string): Fault {
  return /^-?(0|[1-9]\d{0,18})$/.test(text) ? undefined : "must be a whole number with at most 19 digits";
}
