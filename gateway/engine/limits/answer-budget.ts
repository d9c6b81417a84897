import { requestError } from "../contract/errors";

/** How large one answer may become. */
export interface AnswerLimits {
  /** Fields completed, those of every row counted. */
  readonly fields: number;
  /** Estimated bytes of JSON: keys, texts, and some for everything else. */
  readonly bytes: number;
}

/** The bounds of an answer unless an operator sets others. */
export const DEFAULT_ANSWER: AnswerLimits = { fields: 500_000, bytes: 32 * 1024 * 1024 };

/** What an error takes in the answer, its path included. */
const BYTES_PER_ERROR = 250;

/**
 * What an operation's answer may still take. The cost that is known before an operation runs is an estimate where a
 * schema does not say how long its lists are; this is counted while the answer is made.
 */
export class AnswerBudget {
  private fields = 0;
  private bytes = 0;

  constructor(private readonly limits: AnswerLimits) {}

  /** Counts what was just completed. @throws GraphQLError that ends the whole operation when it was too much */
  spend(fields: number, bytes: number): void {
    this.fields += fields;
    this.bytes += bytes;
    if (this.fields > this.limits.fields) throw tooLarge("answerFields", this.limits.fields, "fields");
    if (this.bytes > this.limits.bytes) throw tooLarge("answerBytes", this.limits.bytes, "bytes");
  }

  spendError(): void {
    this.spend(0, BYTES_PER_ERROR);
  }
}

function tooLarge(limit: string, allowed: number, unit: string): Error {
  return requestError(
    `The answer has grown past the ${allowed} ${unit} that one answer may have. Ask for less at a time.`,
    "BAD_USER_INPUT",
    { limit, allowed },
  );
}
