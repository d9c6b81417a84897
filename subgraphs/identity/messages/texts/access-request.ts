import type { Service } from "../../../../schema/access/vocabulary";
import { servicesInWords } from "../in-words";
import type { Texts } from "../../../shared/work/delivery/message";

/** A request as whoever may decide on it is told. */
export interface ToldRequest {
  /** The requester's name. */
  readonly requester: string;
  readonly contractNumber: string;
  readonly services: readonly Service[];
  readonly message: string | null;
}

/** R13: that somebody asks to be additional referent. */
export function requestReceived({ requester, contractNumber, services, message }: ToldRequest): Texts {
  const quoted = message === null ? "" : ` «${message}»`;
  return {
    it: {
      subject: `Richiesta di abilitazione per il contratto ${contractNumber}`,
      text: `Area Clienti: ${requester} chiede di essere Referente Aggiuntivo del contratto ${contractNumber} (${servicesInWords(services, "it")}).${quoted} Puoi approvare o rifiutare la richiesta nell'Area Clienti.`,
    },
    en: {
      subject: `Request for a profile on contract ${contractNumber}`,
      text: `Area Clienti: ${requester} asks to be Additional Referent of contract ${contractNumber} (${servicesInWords(services, "en")}).${quoted} You can approve or refuse the request in the Area Clienti.`,
    },
  };
}

/** R13: what became of a request. */
export function requestDecided(contractNumber: string, approved: boolean, reason: string | null): Texts {
  return {
    it: {
      subject: `Richiesta ${approved ? "approvata" : "rifiutata"}: contratto ${contractNumber}`,
      text: `Area Clienti: la tua richiesta per il contratto ${contractNumber} è stata ${approved ? "approvata" : "rifiutata"}.${reason === null ? "" : ` Motivo: ${reason}`}`,
    },
    en: {
      subject: `Request ${approved ? "approved" : "refused"}: contract ${contractNumber}`,
      text: `Area Clienti: your request for contract ${contractNumber} was ${approved ? "approved" : "refused"}.${reason === null ? "" : ` Reason: ${reason}`}`,
    },
  };
}
