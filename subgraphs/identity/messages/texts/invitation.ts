import type { Texts } from "../../../shared/work/delivery/message";

/** The link of an invitation. @param days for which it holds */
export function invitation(legalName: string, username: string, link: string, days: number): Texts {
  return {
    it: {
      subject: `Invito all'Area Clienti di ${legalName}`,
      text: `${legalName} ti ha registrato nell'Area Clienti come ${username}. Scegli la password entro ${days} giorni: ${link} Il codice che ti serve arriva in un messaggio a parte.`,
    },
    en: {
      subject: `Invitation to the Area Clienti of ${legalName}`,
      text: `${legalName} has registered you in the Area Clienti as ${username}. Choose your password within ${days} days: ${link} The code that you need comes in a message of its own.`,
    },
  };
}

/** The code that goes with the link. @param code six digits @param days for which it holds */
export function invitationCode(code: string, days: number): Texts {
  return {
    it: {
      subject: "Il codice per l'invito",
      text: `Area Clienti: il codice per accettare l'invito è ${code}. Vale ${days} giorni e una volta sola. Non comunicarlo a nessuno.`,
    },
    en: {
      subject: "The code for your invitation",
      text: `Area Clienti: the code for accepting your invitation is ${code}. It holds for ${days} days and once only. Tell it to nobody.`,
    },
  };
}
