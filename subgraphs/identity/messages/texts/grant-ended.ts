import type { Texts } from "../../../shared/work/delivery/message";
import { PROFILE_NAMES } from "../profile-names";
import { where, type ToldGrant } from "./grant-given";

/** That a person no longer holds a profile; `replaced`: because somebody else holds the place now. */
export function grantEnded(
  grant: Pick<ToldGrant, "profile" | "label" | "company">,
  replaced: boolean,
): Texts {
  const italian = PROFILE_NAMES.it[grant.profile];
  const english = PROFILE_NAMES.en[grant.profile];
  const on = where(grant);
  return {
    it: {
      subject: `Abilitazione terminata: ${italian}`,
      text: `Area Clienti: la tua abilitazione di ${italian} su ${on} è terminata${replaced ? ", perché ora è di un'altra persona" : ""}.`,
    },
    en: {
      subject: `Ended profile: ${english}`,
      text: `Area Clienti: your profile of ${english} on ${on} has ended${replaced ? ", as it is another person's now" : ""}.`,
    },
  };
}
