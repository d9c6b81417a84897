import type { Texts } from "../../../shared/work/delivery/message";

/** To an address that is no longer the account's. @param undo the link by which its owner takes it back; null for none */
export function emailWasChanged(username: string, undo: string | null): Texts {
  const back = {
    it: undo === null ? "" : ` Per tornare a questo indirizzo: ${undo}`,
    en: undo === null ? "" : ` To go back to this address: ${undo}`,
  };
  return {
    it: {
      subject: "L'indirizzo e-mail del tuo account è cambiato",
      text:
        `L'account Area Clienti ${username} non usa più questo indirizzo. I link e i codici inviati prima non valgono più.` +
        ` Se non sei stato tu, avvisa subito il rappresentante legale della tua azienda.${back.it}`,
    },
    en: {
      subject: "The e-mail address of your account has changed",
      text:
        `The Area Clienti account ${username} does not use this address any more. Links and codes sent before hold no more.` +
        ` If it was not you, tell your company's legal representative at once.${back.en}`,
    },
  };
}

/** To the address that is the account's now. */
export function emailIsNow(username: string): Texts {
  return {
    it: {
      subject: "Questo è ora l'indirizzo del tuo account",
      text: `L'account Area Clienti ${username} usa ora questo indirizzo. I link e i codici inviati prima non valgono più: chiedine di nuovi.`,
    },
    en: {
      subject: "This is now the address of your account",
      text: `The Area Clienti account ${username} now uses this address. Links and codes sent before hold no more: ask for new ones.`,
    },
  };
}

/** Tells the owner of an account that its mobile number is another, or none, now. */
export function mobileNumberChanged(username: string, isGone: boolean): Texts {
  const [it, en] = isGone
    ? [
        "non ha più un numero di cellulare: quello di prima è ora di un'altra persona",
        "has no mobile number any more: the one before is somebody else's now",
      ]
    : ["ha un altro numero di cellulare", "has another mobile number"];
  return {
    it: {
      subject: "Il numero del tuo account è cambiato",
      text: `L'account Area Clienti ${username} ${it}. I codici inviati prima non valgono più. Se non te lo aspettavi, avvisa il rappresentante legale della tua azienda.`,
    },
    en: {
      subject: "The number of your account has changed",
      text: `The Area Clienti account ${username} ${en}. Codes sent before hold no more. If you did not expect this, tell your company's legal representative.`,
    },
  };
}
