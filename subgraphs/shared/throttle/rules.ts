/**
 * How fast something may be tried under one key. The first `free` attempts go through at once; each further one has to
 * wait twice as long as the one before. Milliseconds.
 */
export interface ThrottleRule {
  /** Part of the stored key: counters of different rules never meet. */
  readonly name: string;
  readonly free: number;
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** After this long without an attempt all is as before the first. */
  readonly forgottenAfter: number;
  /** True where the key is a client's address: an IPv6 one counts for its /48 as well. */
  readonly ofAddress?: true;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every limit, in one place; docs/decisions/0021 says why these. */
export const THROTTLES = {
  /** Key: an address. A company's people share one, and a sign-in that succeeds does not count. */
  signInFromAddress: ofAddress("sign-in from address", 50, SECOND, 5 * MINUTE, HOUR),
  /** Key: a user name, for addresses that the account has not been used from. */
  signInToAccount: rule("sign-in to account", 5, SECOND, 15 * MINUTE, DAY),
  /** Key: a user name and an address that the account has been used from: strangers cannot use it up. */
  signInFromKnownAddress: rule("sign-in from known address", 10, SECOND, 15 * MINUTE, DAY),
  /** Key: a user. The password is right already, so that only its holder gets here. */
  secondFactor: rule("second factor", 10, SECOND, 15 * MINUTE, DAY),
  /** Key: a user. Everything that a signed-in person changes: each leaves a record that is kept for good. */
  changeByUser: rule("change by user", 1_000, SECOND, MINUTE, 10 * MINUTE),
  /** Key: a user. The current password, asked of a session. */
  ownPassword: rule("own password", 5, SECOND, 15 * MINUTE, DAY),
  /** Key: a user. That somebody signed in after several wrong passwords is told once a day. */
  suspicionNotice: rule("suspicion notice", 1, DAY, DAY, DAY),
  /** Key: an address. */
  recoverFromAddress: ofAddress("recover from address", 10, 10 * SECOND, 5 * MINUTE, HOUR),
  /** Key: an address. Tokens tried from it. */
  resetFromAddress: ofAddress("reset from address", 20, SECOND, 5 * MINUTE, HOUR),
  /** Key: a user. One recovery message in five minutes: a stranger can neither flood a mailbox nor keep its owner waiting. */
  recoveryMessage: rule("recovery message", 1, 5 * MINUTE, 5 * MINUTE, HOUR),
  /** Key: an e-mail address. The same for accounts that no company has taken in: anybody may make many with an address. */
  recoveryOfStrangers: rule("recovery of strangers", 3, 5 * MINUTE, HOUR, DAY),
  /** Key: an address. */
  registerFromAddress: ofAddress("register from address", 20, SECOND, 5 * MINUTE, HOUR),
  /** Key: what the code is for. Codes themselves bear five tries. */
  resendCode: rule("resend code", 3, 30 * SECOND, 15 * MINUTE, HOUR),
  /** Key: a number or an e-mail address that codes go to: nobody is flooded, and few codes are out to be guessed. */
  codeToRecipient: rule("code to recipient", 3, MINUTE, 4 * HOUR, DAY),
  /** Key: an address. SMS cost money and reach people who asked for nothing. */
  smsFromAddress: ofAddress("SMS from address", 20, MINUTE, 30 * MINUTE, DAY),
  /** Key: a user. Numbers that they say are theirs. */
  proofOfUser: rule("proof of user", 5, MINUTE, HOUR, DAY),
  /** Key: a VAT number. What its legal representative is told of applications. */
  applicationNotice: rule("application notice", 5, 10 * MINUTE, HOUR, DAY),
  /** Key: a user. People whom a legal representative registers. */
  inviteByUser: rule("invite by user", 100, SECOND, 5 * MINUTE, HOUR),
  /** Key: a company and a user. */
  resendInvitation: rule("resend invitation", 3, MINUTE, HOUR, DAY),
  /** Key: an address. Codes and invitations tried from it. */
  codeFromAddress: ofAddress("code from address", 50, SECOND, 5 * MINUTE, HOUR),
} as const satisfies Readonly<Record<string, ThrottleRule>>;

function rule(
  name: string,
  free: number,
  firstDelay: number,
  longestDelay: number,
  forgottenAfter: number,
): ThrottleRule {
  return { name, free, firstDelay, longestDelay, forgottenAfter };
}

function ofAddress(...given: Parameters<typeof rule>): ThrottleRule {
  return { ...rule(...given), ofAddress: true };
}

/** Milliseconds until the next attempt, after this many. */
export function delayAfter(attempts: number, { free, firstDelay, longestDelay }: ThrottleRule): number {
  if (attempts < free) return 0;
  // The exponent stays small: beyond it the longest delay has long been reached.
  return Math.min(longestDelay, firstDelay * 2 ** Math.min(attempts - free, 32));
}
