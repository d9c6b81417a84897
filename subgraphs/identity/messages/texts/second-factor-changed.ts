import type { Texts } from "../../../shared/work/delivery/message";

/** Tells the owner of an account that its second factor was added or removed: if it was not they, they must know at once. */
export function secondFactorChanged(change: "added" | "removed"): Texts {
  const [it, en] = change === "added" ? ["attivata", "added to"] : ["disattivata", "removed from"];
  return {
    it: {
      subject: `Verifica in due passaggi ${it}`,
      text:
        `La verifica in due passaggi del tuo account Area Clienti è stata ${it}.` +
        " Se non sei stato tu, cambia subito la password e avvisa il rappresentante legale della tua azienda.",
    },
    en: {
      subject: `Second factor ${change}`,
      text:
        `A second factor was ${en} your Area Clienti account.` +
        " If it was not you, change your password at once and tell your company's legal representative.",
    },
  };
}
