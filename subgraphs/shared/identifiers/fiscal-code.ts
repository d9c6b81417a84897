import type { Fault } from "./fault";
import { vatNumberFault } from "./vat-number";

const MONTHS = "ABCDEHLMPRST";
// Omocodia: two people with one code are told apart by letters in place of digits, L for 0 … V for 9.
const OMOCODIA = "LMNPQRSTUV";
const SHAPE = /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
// Ministerial decree of 23 December 1976: worth of a character on an odd place, by A to Z (digits count as A to J).
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const DAYS_BY_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Codice fiscale of a person: 16 capitals and digits, omocodia allowed, a possible day of birth, check letter last. */
export function personFiscalCodeFault(text: string): Fault {
  if (text.length !== 16) return "must have 16 characters";
  if (!SHAPE.test(text)) return "must be built as a person's codice fiscale, in capitals";
  const day = Number(withoutOmocodia(text.slice(9, 11)));
  const dayOfMonth = day > 40 ? day - 40 : day;
  const lastDay = DAYS_BY_MONTH[MONTHS.indexOf(text.charAt(8))] ?? 0;
  if (dayOfMonth < 1 || dayOfMonth > lastDay) return "names an impossible day of birth";
  return text.charAt(15) === fiscalCodeCheckLetter(text.slice(0, 15))
    ? undefined
    : "has a wrong check letter";
}

/** Codice fiscale of a person (16 characters) or of an organization (11 digits, as a partita IVA). */
export function fiscalCodeFault(text: string): Fault {
  if (text.length === 11) return vatNumberFault(text);
  if (text.length === 16) return personFiscalCodeFault(text);
  return "must have 16 characters (a person) or 11 digits (an organization)";
}

/** The sixteenth character for the first fifteen (capitals and digits only). */
export function fiscalCodeCheckLetter(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const code = body.charCodeAt(index);
    const rank = code < 65 ? code - 48 : code - 65;
    sum += index % 2 === 0 ? (ODD[rank] ?? 0) : rank;
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** The same person's code with the digit at each of `places` (0-based, digits only) written as its omocodia letter. */
export function withOmocodia(code: string, places: readonly number[]): string {
  const body = code
    .slice(0, 15)
    .split("")
    .map((character, place) => (places.includes(place) ? OMOCODIA.charAt(Number(character)) : character))
    .join("");
  return body + fiscalCodeCheckLetter(body);
}

function withoutOmocodia(text: string): string {
  return text.replaceAll(/[LMNP-V]/g, (letter) => String(OMOCODIA.indexOf(letter)));
}

/** A natural person, as a fiscal code is computed from them. */
export interface Person {
  readonly familyName: string;
  readonly givenName: string;
  readonly sex: "F" | "M";
  /** `YYYY-MM-DD`. */
  readonly bornOn: string;
  /** Cadastral code of the municipality of birth, `L219` for Turin. */
  readonly municipalityCode: string;
}

/** The codice fiscale that a person is given, without omocodia. */
export function fiscalCodeOf(person: Person): string {
  const [year = "", month = "", day = ""] = person.bornOn.split("-");
  const dayOfBirth = Number(day) + (person.sex === "F" ? 40 : 0);
  const body =
    nameCode(person.familyName, false) +
    nameCode(person.givenName, true) +
    year.slice(2) +
    MONTHS.charAt(Number(month) - 1) +
    String(dayOfBirth).padStart(2, "0") +
    person.municipalityCode;
  return body + fiscalCodeCheckLetter(body);
}

/** Three letters: consonants, then vowels, then X; of a given name with four consonants the first, third and fourth. */
function nameCode(name: string, given: boolean): string {
  const letters = name
    .normalize("NFD")
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, "");
  const consonants = letters.replaceAll(/[AEIOU]/g, "");
  if (given && consonants.length > 3) {
    return consonants.charAt(0) + consonants.slice(2, 4);
  }
  const vowels = letters.replaceAll(/[^AEIOU]/g, "");
  return `${consonants}${vowels}XXX`.slice(0, 3);
}
