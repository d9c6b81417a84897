import type { Texts } from "../../../shared/work/delivery/message";

const ADVICE = {
  it: " Se non sei stato tu, cambia subito la password e avvisa il rappresentante legale della tua azienda.",
  en: " If it was not you, change your password at once and tell your company's legal representative.",
};

/** Somebody has the password and not the second factor. */
export const wrongSecondFactors: Texts = {
  it: {
    subject: "Tentativi di accesso sospetti",
    text: `Qualcuno ha scritto la tua password e poi troppi codici sbagliati. L'accesso è stato rifiutato.${ADVICE.it}`,
  },
  en: {
    subject: "Suspicious attempts to sign in",
    text: `Somebody gave your password and then too many wrong codes. The sign-in was refused.${ADVICE.en}`,
  },
};

/** Somebody signed in after several wrong passwords. */
export const signedInAfterFailures: Texts = {
  it: {
    subject: "Accesso dopo più tentativi falliti",
    text: `C'è stato un accesso al tuo account Area Clienti dopo più password sbagliate.${ADVICE.it}`,
  },
  en: {
    subject: "A sign-in after several failed attempts",
    text: `There was a sign-in to your Area Clienti account after several wrong passwords.${ADVICE.en}`,
  },
};

/** A recovery code was used. @param left how many are left */
export function recoveryCodeUsed(left: number): Texts {
  return {
    it: {
      subject: "È stato usato un codice di recupero",
      text: `Un codice di recupero del tuo account Area Clienti è stato usato; ne restano ${left}.${ADVICE.it}`,
    },
    en: {
      subject: "A recovery code was used",
      text: `A recovery code of your Area Clienti account was used; ${left} are left.${ADVICE.en}`,
    },
  };
}
