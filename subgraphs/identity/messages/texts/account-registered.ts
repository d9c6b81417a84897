import type { Texts } from "../../../shared/work/delivery/message";

/** To the address of an account that was just made: its owner may not be the one who made it. */
export function accountRegistered(username: string): Texts {
  return {
    it: {
      subject: "La registrazione è completa",
      text: `Con questo indirizzo è stato registrato l'utente ${username} dell'Area Clienti. Se non è opera tua, scrivi all'assistenza.`,
    },
    en: {
      subject: "Your registration is complete",
      text: `The user ${username} of the Area Clienti was registered with this address. If it was not you, write to our support.`,
    },
  };
}
