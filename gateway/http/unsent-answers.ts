import type { FastifyReply } from "fastify";

/** Answers that a client need not be watched for: they fit into the buffers of a connection. */
const SMALL_BYTES = 65_536;
/** A large answer may take so many times the socket's time, if the client takes some of it all along. */
const PATIENCE = 4;

const BUSY = Buffer.from(
  JSON.stringify({
    errors: [
      {
        message: "Too many large answers are waiting for clients to take them; try again in a moment",
        extensions: { code: "RATE_LIMITED" },
      },
    ],
  }),
);

/**
 * What clients have asked for and not taken yet. Clients that never read would otherwise fill the memory with answers
 * that are each within their limit.
 */
export class UnsentAnswers {
  private bytes = 0;

  /**
   * @param most bytes of all large answers together
   * @param timeoutMs that a socket may stand still
   */
  constructor(
    private readonly most: number,
    private readonly timeoutMs: number,
  ) {}

  /** The answer, counted until it is sent or its client has gone; or a refusal (503) when too much waits already. */
  admit(answer: Buffer, reply: FastifyReply): Buffer {
    const { length } = answer;
    if (length <= SMALL_BYTES) return answer;
    if (this.bytes + length > this.most) {
      void reply.status(503).header("retry-after", "1").header("content-length", BUSY.length);
      return BUSY;
    }
    this.bytes += length;
    const { raw } = reply;
    const end = setTimeout(() => raw.destroy(), this.timeoutMs * PATIENCE).unref();
    raw.once("close", () => {
      clearTimeout(end);
      this.bytes -= length;
    });
    return answer;
  }
}
