import type { Texts } from "../../../shared/work/delivery/message";

/** Tells the owner of an account that its password is another now: if it was not they, they must know at once. */
export const passwordChanged: Texts = {
  it: {
    subject: "La password è stata cambiata",
    text:
      "La password del tuo account Area Clienti è stata cambiata e le altre sessioni sono state chiuse." +
      " Se non sei stato tu, recupera subito la password dalla pagina di accesso" +
      " e avvisa il rappresentante legale della tua azienda.",
  },
  en: {
    subject: "Your password was changed",
    text:
      "The password of your Area Clienti account was changed, and other sessions were ended." +
      " If it was not you, recover your password from the sign-in page at once" +
      " and tell your company's legal representative.",
  },
};
