import type { Texts } from "../../../shared/work/delivery/message";

/** R4: the one-time code that proves a number or an address. @param code six digits @param minutes for which it holds */
export function registrationCode(code: string, minutes: number): Texts {
  return {
    it: {
      subject: "Il codice per la registrazione",
      text: `Area Clienti: il codice è ${code}. Vale ${minutes} minuti e una volta sola. Non comunicarlo a nessuno.`,
    },
    en: {
      subject: "Your registration code",
      text: `Area Clienti: your code is ${code}. It holds for ${minutes} minutes and once only. Tell it to nobody.`,
    },
  };
}
