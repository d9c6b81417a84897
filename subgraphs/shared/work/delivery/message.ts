import type { Language } from "./language";

/** How a message reaches somebody. */
export const CHANNELS = ["sms", "email"] as const;
/** One of CHANNELS. */
export type Channel = (typeof CHANNELS)[number];

/** The words of one message. An SMS shows its text alone. A code is the only six-digit word of its text. */
export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

/** The same message in every language that we write. */
export type Texts = Readonly<Record<Language, MessageText>>;

/** A message to one number or address. */
export interface Message {
  /** Given by who knows a repeated message by it; otherwise a new one. */
  readonly id?: string;
  readonly channel: Channel;
  /** E.164 for an SMS, an e-mail address otherwise. */
  readonly to: string;
  readonly language: Language;
  readonly texts: Texts;
  /** Epoch milliseconds from when on it is of no use, such as the end of its code: it is not sent late. */
  readonly expiresAt?: number;
}
