import type { Fault } from "./fault";

const MOBILE = /^\+393\d{8,9}$/;
const GEOGRAPHIC = /^\+390[1-9]\d{4,9}$/;
// Free-phone, shared-cost, single and premium numbers of the national plan, as reached by an intelligent network.
const NON_GEOGRAPHIC = /^\+39(80[03]\d{3,6}|84[0178]\d{3,6}|199\d{3,6}|178\d{3,7}|89[29]\d{3,6})$/;

/** An Italian mobile number in E.164, `+39`, then 3 and 8 or 9 further digits. */
export function msisdnFault(text: string): Fault {
  return MOBILE.test(text)
    ? undefined
    : "must be an Italian mobile number in E.164: +393 and 8 or 9 more digits";
}

/** A geographic number in E.164 that keeps its leading 0: `+3902…`. */
export function geographicNumberFault(text: string): Fault {
  return GEOGRAPHIC.test(text)
    ? undefined
    : "must be an Italian geographic number in E.164 with its leading 0: +390 and 5 to 10 more digits";
}

/** Any number that a fixed line, or a destination of its routing plan, may have: geographic, non-geographic or mobile. */
export function phoneNumberFault(text: string): Fault {
  return GEOGRAPHIC.test(text) || NON_GEOGRAPHIC.test(text) || MOBILE.test(text)
    ? undefined
    : "must be an Italian number in E.164: +39, then a geographic number with its leading 0, a mobile or a non-geographic one";
}

/** `prefix` is the three digits after `+39` (`"335"`), `serial` 0 to 9,999,999. */
export function formatMsisdn(prefix: string, serial: number): string {
  return `+39${prefix}${String(serial).padStart(7, "0")}`;
}

/** `areaCode` with its leading 0 (`"011"`); `subscriber` the digits after it. */
export function formatGeographicNumber(areaCode: string, subscriber: string): string {
  return `+39${areaCode}${subscriber}`;
}
