import type { Channel } from "./message";

/** A message on its way out. */
export interface OutgoingMessage {
  /** The same at every attempt, so that a receiver can drop a repeated one. */
  readonly id: string;
  readonly channel: Channel;
  /** E.164 or an e-mail address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Brings messages of a channel to whoever carries them from there. */
export interface Sender {
  /**
   * Fulfils once the message has been taken.
   * @param signal ends the attempt when it has taken too long
   * @throws DeliveryRefused when it would be refused again; DeliveryFailed or any other error when trying again may help
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<void>;
}

/** An attempt failed. The reason is short and names neither recipient nor text: it goes to the log. */
export class DeliveryFailed extends Error {
  override readonly name: string = "DeliveryFailed";
}

/** The message will not be taken however often it is sent. */
export class DeliveryRefused extends DeliveryFailed {
  override readonly name = "DeliveryRefused";
}
