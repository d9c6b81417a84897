import type { Service } from "../../../schema/access/vocabulary";
import type { Language } from "../../shared/work/delivery/language";
import { SERVICE_NAMES } from "./profile-names";

const LOCALES: Readonly<Record<Language, string>> = { it: "it-IT", en: "en-GB" };

/** An instant (epoch milliseconds) by the clocks of Italy: `15 giugno 2026 alle ore 12:00`. */
export function instantInWords(instant: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Europe/Rome",
  }).format(instant);
}

/** `consistenze, consumi` */
export function servicesInWords(services: readonly Service[], language: Language): string {
  return services.map((service) => SERVICE_NAMES[language][service]).join(", ");
}
