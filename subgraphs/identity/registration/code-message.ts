import type { Language } from "../../shared/work/delivery/language";
import type { Message } from "../../shared/work/delivery/message";
import { registrationCode } from "../messages/texts/registration-code";
import { CODE_LIFETIME } from "../../shared/codes/one-time-codes";

/** Where a code goes: to the number that it proves, or to the address without one. */
export interface Recipient {
  readonly mobileNumber: string | null;
  readonly email: string;
  readonly language: Language;
}

/** @param now epoch milliseconds */
export function codeMessage(
  { mobileNumber, email, language }: Recipient,
  code: string,
  now: number,
): Message {
  return {
    ...(mobileNumber === null
      ? { channel: "email" as const, to: email }
      : { channel: "sms" as const, to: mobileNumber }),
    language,
    texts: registrationCode(code, CODE_LIFETIME / 60_000),
    expiresAt: now + CODE_LIFETIME,
  };
}
