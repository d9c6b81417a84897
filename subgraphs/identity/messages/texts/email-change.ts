import type { Texts } from "../../../shared/work/delivery/message";

/** The code that proves the address that somebody wants. @param code six digits @param minutes for which it holds */
export function emailChangeCode(code: string, minutes: number): Texts {
  return {
    it: {
      subject: "Il codice per il nuovo indirizzo",
      text: `Area Clienti: il codice per usare questo indirizzo è ${code}. Vale ${minutes} minuti e una volta sola. Non comunicarlo a nessuno.`,
    },
    en: {
      subject: "The code for your new address",
      text: `Area Clienti: the code for using this address is ${code}. It holds for ${minutes} minutes and once only. Tell it to nobody.`,
    },
  };
}

/** To the address that the account has while another one is wanted: if it was not they, they must know at once. */
export const emailChangeWanted: Texts = {
  it: {
    subject: "È stato chiesto un altro indirizzo per il tuo account",
    text:
      "Dal tuo account Area Clienti è stato chiesto di usare un altro indirizzo e-mail." +
      " Se non sei stato tu, cambia subito la password: la modifica non è ancora avvenuta.",
  },
  en: {
    subject: "Another address was asked for your account",
    text:
      "From your Area Clienti account somebody asked to use another e-mail address." +
      " If it was not you, change your password at once: nothing has been changed yet.",
  },
};
