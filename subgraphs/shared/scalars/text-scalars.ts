import { GraphQLEmailAddress } from "graphql-scalars";
import {
  iccidFault,
  imeiFault,
  imsiFault,
  msisdnFault,
  phoneNumberFault,
  vatNumberFault,
  type Fault,
} from "../identifiers";
import { dateFault, localTimeFault, yearMonthFault } from "./calendar";
import { decimalFault } from "./numbers";
import { textScalar } from "./text-scalar";

const LONGEST_EMAIL = 254;

/** HTML's e-mail address, by graphql-scalars' rule, and RFC 5321's length. */
export function emailAddressFault(text: string): Fault {
  if (text.length > LONGEST_EMAIL) return `must not be longer than ${LONGEST_EMAIL} characters`;
  try {
    GraphQLEmailAddress.parseValue(text);
    return undefined;
  } catch {
    // The library's own words quote the value and name no fault.
    return "must be an e-mail address such as name@company.it";
  }
}

/** A calendar date, `YYYY-MM-DD`. */
export const DateScalar = textScalar({
  name: "Date",
  description: "A day of the calendar, YYYY-MM-DD, without a time zone.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  fault: dateFault,
});

/** A month, `YYYY-MM`. */
export const YearMonthScalar = textScalar({
  name: "YearMonth",
  description: "A month of the calendar, YYYY-MM.",
  fault: yearMonthFault,
});

/** A time of day in Italy, `HH:MM`. */
export const LocalTimeScalar = textScalar({
  name: "LocalTime",
  description: "A time of day to the minute, HH:MM, without a time zone: it is Italy's.",
  fault: localTimeFault,
});

/** An exact decimal number, as its text. */
export const DecimalScalar = textScalar({
  name: "Decimal",
  description: 'An exact decimal number as a string, such as "1234.50"; never a float.',
  fault: decimalFault,
});

/** An e-mail address. */
export const EmailAddressScalar = textScalar({
  name: "EmailAddress",
  description: "An e-mail address of at most 254 characters.",
  specifiedByURL: "https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address",
  fault: emailAddressFault,
});

/** A mobile number in E.164. */
export const MsisdnScalar = textScalar({
  name: "Msisdn",
  description: "An Italian mobile number in E.164, such as +393351234567.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.164",
  fault: msisdnFault,
});

/** A telephone number in E.164. */
export const PhoneNumberScalar = textScalar({
  name: "PhoneNumber",
  description: "An Italian number in E.164, such as +39011123456; a geographic one keeps its leading 0.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.164",
  fault: phoneNumberFault,
});

/** An Italian VAT number. */
export const VatNumberScalar = textScalar({
  name: "VatNumber",
  description: "A partita IVA: 11 digits, the last one a check digit.",
  fault: vatNumberFault,
});

/** The number of a SIM card. */
export const IccidScalar = textScalar({
  name: "Iccid",
  description: "The number of a SIM card: 19 or 20 digits, the last one a check digit.",
  specifiedByURL: "https://www.itu.int/rec/T-REC-E.118",
  fault: iccidFault,
});

/** The identity of a subscriber. */
export const ImsiScalar = textScalar({
  name: "Imsi",
  description: "The identity of a mobile subscriber: 15 digits.",
  specifiedByURL: "https://www.3gpp.org/dynareport/23003.htm",
  fault: imsiFault,
});

/** The identity of a device. */
export const ImeiScalar = textScalar({
  name: "Imei",
  description: "The identity of a device: 15 digits, the last one a check digit.",
  specifiedByURL: "https://www.3gpp.org/dynareport/23003.htm",
  fault: imeiFault,
});
