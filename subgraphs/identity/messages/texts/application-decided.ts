import type { Texts } from "../../../shared/work/delivery/message";

/** To whoever waited for the legal representative's approval. */
export function applicationApproved(legalName: string): Texts {
  return {
    it: {
      subject: "La registrazione è stata approvata",
      text: `Il rappresentante legale di ${legalName} ha approvato la tua registrazione.`,
    },
    en: {
      subject: "Your registration was approved",
      text: `The legal representative of ${legalName} has approved your registration.`,
    },
  };
}

/** @param reason as the legal representative gave it */
export function applicationRefused(legalName: string, reason: string | null): Texts {
  return {
    it: {
      subject: "La registrazione è stata rifiutata",
      text:
        `Il rappresentante legale di ${legalName} ha rifiutato la tua registrazione.` +
        (reason === null ? "" : ` Il motivo: ${reason}`),
    },
    en: {
      subject: "Your registration was refused",
      text:
        `The legal representative of ${legalName} has refused your registration.` +
        (reason === null ? "" : ` The reason: ${reason}`),
    },
  };
}
