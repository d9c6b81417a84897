import type { Texts } from "../../../shared/work/delivery/message";

/** R7: the user name of somebody who asked for it. */
export function usernameRecovered(username: string): Texts {
  return {
    it: {
      subject: "Il tuo nome utente",
      text: `Il tuo nome utente per Area Clienti è ${username}. Se non l'hai chiesto tu, ignora questo messaggio.`,
    },
    en: {
      subject: "Your user name",
      text: `Your user name for Area Clienti is ${username}. If you did not ask for it, ignore this message.`,
    },
  };
}
