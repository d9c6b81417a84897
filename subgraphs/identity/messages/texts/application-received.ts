import type { Texts } from "../../../shared/work/delivery/message";

/** To the legal representative: somebody waits for approval. Nothing that the applicant wrote stands in it. */
export function applicationReceived(legalName: string): Texts {
  return {
    it: {
      subject: "Una registrazione attende la tua approvazione",
      text: `Qualcuno chiede di essere registrato per ${legalName}. Approva o rifiuta la richiesta nell'Area Clienti, tra gli utenti in attesa.`,
    },
    en: {
      subject: "A registration waits for your approval",
      text: `Somebody asks to be registered with ${legalName}. Approve or refuse it in the Area Clienti, among the pending users.`,
    },
  };
}
