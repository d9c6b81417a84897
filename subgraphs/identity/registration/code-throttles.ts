import { foldText } from "../../shared/inventory";
import type { RequestFacts } from "../../shared/subgraph/definition";
import type { Throttle } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import type { Recipient } from "./code-message";

/**
 * What a code to be sent counts against, whoever asked for it: the number or address that gets it, so that nobody is
 * flooded, and for an SMS the address that it was asked from, so that nobody has us write to all the world. Only what was
 * given counts, never what there is.
 */
export function sendingThrottles(
  { mobileNumber, email }: Pick<Recipient, "mobileNumber" | "email">,
  { ipAddress }: Pick<RequestFacts, "ipAddress">,
): readonly Throttle[] {
  if (mobileNumber === null) return [{ rule: THROTTLES.codeToRecipient, key: foldText(email) }];
  return [
    { rule: THROTTLES.codeToRecipient, key: mobileNumber },
    { rule: THROTTLES.smsFromAddress, key: clientAddress(ipAddress) },
  ];
}
