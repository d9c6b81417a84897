import type { Profile, Service } from "../../../../schema/access/vocabulary";
import { instantInWords, servicesInWords } from "../in-words";
import type { Language } from "../../../shared/work/delivery/language";
import type { MessageText, Texts } from "../../../shared/work/delivery/message";
import { PROFILE_NAMES } from "../profile-names";

/** A grant as its holder is told of it. Instants are epoch milliseconds. */
export interface ToldGrant {
  readonly profile: Profile;
  readonly services: readonly Service[];
  /** What it is on: a company's name, a contract's or line's number. */
  readonly label: string;
  /** The company's name. */
  readonly company: string;
  /** Null: it holds already. */
  readonly from: number | null;
  readonly until: number | null;
}

/** That a person was given a profile, or that its services or dates have changed. */
export function grantGiven(grant: ToldGrant, isNew: boolean): Texts {
  return { it: inItalian(grant, isNew), en: inEnglish(grant, isNew) };
}

function inItalian(grant: ToldGrant, isNew: boolean): MessageText {
  const profile = PROFILE_NAMES.it[grant.profile];
  const what = isNew ? "hai una nuova abilitazione" : "la tua abilitazione è cambiata";
  return {
    subject: isNew ? `Nuova abilitazione: ${profile}` : `Abilitazione modificata: ${profile}`,
    text: `Area Clienti: ${what}. ${profile} su ${where(grant)}${details(grant, "it", ["Servizi", "Dal", "Fino al"])}.`,
  };
}

function inEnglish(grant: ToldGrant, isNew: boolean): MessageText {
  const profile = PROFILE_NAMES.en[grant.profile];
  const what = isNew ? "you have a new profile" : "your profile has changed";
  return {
    subject: isNew ? `New profile: ${profile}` : `Changed profile: ${profile}`,
    text: `Area Clienti: ${what}. ${profile} on ${where(grant)}${details(grant, "en", ["Services", "From", "Until"])}.`,
  };
}

/** The scope with its company, which is not said twice. */
export function where({ label, company }: Pick<ToldGrant, "label" | "company">): string {
  return label === company ? label : `${label} (${company})`;
}

function details(
  { services, from, until }: ToldGrant,
  language: Language,
  [servicesWord, fromWord, untilWord]: readonly [string, string, string],
): string {
  return [
    ...(services.length === 0 ? [] : [`${servicesWord}: ${servicesInWords(services, language)}`]),
    ...(from === null ? [] : [`${fromWord}: ${instantInWords(from, language)}`]),
    ...(until === null ? [] : [`${untilWord}: ${instantInWords(until, language)}`]),
  ]
    .map((detail) => `. ${detail}`)
    .join("");
}
