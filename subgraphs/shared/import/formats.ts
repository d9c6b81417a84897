import { cleanLine } from "../text/clean-line";
import {
  fiscalCodeFault,
  iccidFault,
  imeiFault,
  imsiFault,
  msisdnFault,
  phoneNumberFault,
  pukFault,
  vatNumberFault,
  type Fault,
} from "../identifiers";
import {
  dateFault,
  decimalFault,
  emailAddressFault,
  localTimeFault,
  parseDateTime,
  yearMonthFault,
} from "../scalars";
import type { Format, Parsed } from "./columns";

const LONGEST_LIST = 1_000;

/** A required cell whose text is kept as it is once `fault` finds nothing. */
export function checked(fault: (text: string) => Fault): Format<string> {
  return {
    required: true,
    parse(text) {
      const found = fault(text);
      return found === undefined ? { value: text } : { fault: found };
    },
  };
}

/** An identifier: opaque to us, safe in lists, cursors and addresses; 1 to 64 characters, case matters. */
export const id = checked((text) =>
  /^[\w.~-]{1,64}$/.test(text) ? undefined : "must have 1 to 64 letters, digits and - . _ ~",
);
/** A calendar date, `YYYY-MM-DD`. */
export const date = checked(dateFault);
/** A month, `YYYY-MM`. */
export const yearMonth = checked(yearMonthFault);
/** A time of day, `HH:MM`. */
export const localTime = checked(localTimeFault);
/** An exact decimal number, as its text. */
export const decimal = checked(decimalFault);
/** An e-mail address. */
export const emailAddress = checked(emailAddressFault);
/** A mobile number in E.164 with its plus. */
export const msisdn = checked(msisdnFault);
/** A telephone number in E.164 with its plus. */
export const phoneNumber = checked(phoneNumberFault);
/** An Italian VAT number: eleven digits, the last a check digit. */
export const vatNumber = checked(vatNumberFault);
/** An Italian fiscal code, of a person or a company. */
export const fiscalCode = checked(fiscalCodeFault);
/** The number of a SIM card (ITU-T E.118). */
export const iccid = checked(iccidFault);
/** The identity of a subscriber: 15 digits (ITU-T E.212). */
export const imsi = checked(imsiFault);
/** The identity of a device: 15 digits, the last a check digit. */
export const imei = checked(imeiFault);
/** The code that unblocks a SIM: eight digits. */
export const puk = checked(pukFault);
/** ISO 3166-1 alpha-2, by its shape. */
export const country = checked((text) =>
  /^[A-Z]{2}$/.test(text) ? undefined : "must be two capital letters, as IT",
);

/** Words of at most `longest` characters: Unicode in NFC, every run of white space, line breaks too, as one space. */
export function text(longest: number): Format<string> {
  return {
    required: true,
    parse: (raw) => cleanLine(raw, longest),
  };
}

/** One of `values`, in exactly that writing. */
export function enumOf<const Value extends string>(values: readonly Value[]): Format<Value> {
  const known = new Map<string, Value>(values.map((value) => [value, value]));
  return {
    required: true,
    parse(raw) {
      const value = known.get(raw);
      return value === undefined ? { fault: `must be one of ${values.join(", ")}` } : { value };
    },
  };
}

/** `true` or `false`. */
export const boolean: Format<boolean> = {
  required: true,
  parse(raw) {
    return raw === "true" || raw === "false" ? { value: raw === "true" } : { fault: "must be true or false" };
  },
};

/** A whole number from 0 to 2^53 − 1, what both databases and JavaScript keep exact. */
export const count: Format<number> = {
  required: true,
  parse(raw) {
    const value = Number(raw);
    return /^\d{1,16}$/.test(raw) && Number.isSafeInteger(value)
      ? { value }
      : { fault: "must be a whole number from 0 to 9007199254740991" };
  },
};

/** RFC 3339 with its offset, to epoch milliseconds. */
export const dateTime: Format<number> = {
  required: true,
  parse(raw) {
    const parsed = parseDateTime(raw);
    return "fault" in parsed ? parsed : { value: parsed.instant };
  },
};

/** `id:name`, as in `opt-roaming-ue:Roaming UE`; the name may have colons. */
export function named(longestName: number): Format<{ readonly id: string; readonly name: string }> {
  const nameFormat = text(longestName);
  return {
    required: true,
    parse(raw) {
      const colon = raw.indexOf(":");
      const name = nameFormat.parse(raw.slice(colon + 1).trim());
      const identifier = id.parse(raw.slice(0, Math.max(colon, 0)).trim());
      if ("fault" in name) return name;
      if ("fault" in identifier || name.value === "") return { fault: "must be written id:name" };
      return { value: { id: identifier.value, name: name.value } };
    },
  };
}

/** Elements separated by `|`, none twice; an empty cell is the empty list. */
export function listOf<Value>(element: Format<Value>): Format<readonly Value[]> {
  return {
    required: false,
    parse(raw): Parsed<readonly Value[]> {
      if (raw === "") return { value: [] };
      const parts = raw.split("|").map((part) => part.trim());
      if (parts.length > LONGEST_LIST) return { fault: `must not have more than ${LONGEST_LIST} elements` };
      if (new Set(parts).size < parts.length) return { fault: "names an element twice" };
      const value: Value[] = [];
      for (const [index, part] of parts.entries()) {
        const parsed = part === "" ? { fault: "must not be empty" } : element.parse(part);
        if ("fault" in parsed) return { fault: `element ${index + 1} ${parsed.fault}` };
        value.push(parsed.value);
      }
      return { value };
    },
  };
}

/** The same, where an empty cell reads as null. */
export function optional<Value>(format: Format<Value>): Format<Value | null> {
  return { required: false, parse: (raw) => (raw === "" ? { value: null } : format.parse(raw)) };
}
