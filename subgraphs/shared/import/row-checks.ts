import type { Reject } from "./reject";

/** A row with a life: what it is now, and since when it is there. */
interface Living {
  readonly status: string;
  readonly activatedOn: string;
}

/** A date that a row has with one status, and only with that; never before its activation. */
export function dateOfStatus(
  { status, activatedOn }: Living,
  required: string,
  column: string,
  date: string | null,
): Reject | undefined {
  if (status === required && date === null) return { column, reason: `is required with ${required}` };
  if (status !== required && date !== null) return { column, reason: `is only for ${required}` };
  if (date !== null && date < activatedOn) return { column, reason: "must not be before activated_on" };
  return undefined;
}

interface Address {
  readonly country: string;
  readonly postcode: string;
  readonly stateOrProvince: string;
}

/** What an address in Italy has in shapes of its own. @param prefix of its columns, with the underscore */
export function italianAddressFault(
  { country, postcode, stateOrProvince }: Address,
  prefix: string,
): Reject | undefined {
  if (country !== "IT") return undefined;
  if (!/^\d{5}$/.test(postcode))
    return { column: `${prefix}postcode`, reason: "must have 5 digits in Italy" };
  if (!/^[A-Z]{2}$/.test(stateOrProvince))
    return {
      column: `${prefix}state_or_province`,
      reason: "must be the province's two letters in Italy",
    };
  return undefined;
}
