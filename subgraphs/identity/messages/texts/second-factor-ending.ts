import { instantInWords } from "../in-words";
import type { Texts } from "../../../shared/work/delivery/message";

/** To the person and their companies: the operator was told that a second factor is lost. @param endsAt epoch milliseconds */
export function secondFactorEnding(username: string, endsAt: number): Texts {
  return {
    it: {
      subject: "La verifica in due passaggi sta per essere disattivata",
      text:
        `Ci è stato detto che ${username} ha perso la verifica in due passaggi. Il ${instantInWords(endsAt, "it")} verrà disattivata.` +
        " Se non è vero, avvisa subito l'assistenza; se sei tu, accedi con un codice e la richiesta cade.",
    },
    en: {
      subject: "A second factor is about to be removed",
      text:
        `We were told that ${username} has lost their second factor. It will be removed on ${instantInWords(endsAt, "en")}.` +
        " If this is not true, tell the operator at once; if it is you, sign in with a code, and the request is void.",
    },
  };
}

/** To the same, once it stays. */
export function secondFactorKept(username: string): Texts {
  return {
    it: {
      subject: "La verifica in due passaggi resta attiva",
      text: `La verifica in due passaggi di ${username} resta attiva: la richiesta di disattivarla è stata annullata.`,
    },
    en: {
      subject: "A second factor stays",
      text: `The second factor of ${username} stays: the request to remove it was taken back.`,
    },
  };
}
