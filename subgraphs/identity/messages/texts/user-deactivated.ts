import type { Texts } from "../../../shared/work/delivery/message";

/** That a company no longer counts a person among its people. @param company its name */
export function userDeactivated(company: string): Texts {
  return {
    it: {
      subject: `Accesso disattivato: ${company}`,
      text: `Area Clienti: ${company} ha disattivato il tuo accesso. Le tue abilitazioni presso questa azienda e le tue sessioni sono terminate.`,
    },
    en: {
      subject: `Access deactivated: ${company}`,
      text: `Area Clienti: ${company} has deactivated your access. Your profiles with this company and your sessions have ended.`,
    },
  };
}
