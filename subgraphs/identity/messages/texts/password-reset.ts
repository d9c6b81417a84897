import type { Texts } from "../../../shared/work/delivery/message";

/** R7: leave to choose a new password. @param link that carries the token @param minutes for which it holds */
export function passwordReset(username: string, link: string, minutes: number): Texts {
  return {
    it: {
      subject: "Una nuova password",
      text:
        `Scegli una nuova password per l'utente ${username}: ${link} Il collegamento` +
        ` vale ${minutes} minuti e una volta sola. Se non l'hai chiesto tu, ignora questo messaggio: la password resta quella.`,
    },
    en: {
      subject: "A new password",
      text:
        `Choose a new password for the user ${username}: ${link} The link` +
        ` holds for ${minutes} minutes and once only. If you did not ask for it, ignore this message: the password stays as it is.`,
    },
  };
}
