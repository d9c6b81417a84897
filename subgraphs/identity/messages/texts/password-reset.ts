import type { Texts } from "../message";

/** R7: leave to choose a new password. @param token for resetPassword @param minutes for which it holds */
export function passwordReset(username: string, token: string, minutes: number): Texts {
  return {
    it: {
      subject: "Una nuova password",
      text:
        `Per scegliere una nuova password per l'utente ${username} usa questo codice: ${token}.` +
        ` Vale ${minutes} minuti e una volta sola. Se non l'hai chiesto tu, ignora questo messaggio: la password resta quella.`,
    },
    en: {
      subject: "A new password",
      text:
        `To choose a new password for the user ${username}, use this code: ${token}.` +
        ` It holds for ${minutes} minutes and once only. If you did not ask for it, ignore this message: the password stays as it is.`,
    },
  };
}
