import { BACKGROUND, columns, sql, type Database, type PlainRow, type Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import type { Logger } from "../../shared/subgraph/definition";
import { auditedPerson } from "../audit/audited-person";
import type { AuditEntry } from "../../shared/audit";
import { recordAudit } from "../audit/record-audit";
import type { KeyedHash } from "../../shared/text/keyed-hash";
import type { Sealing } from "../credentials/keys/key-encryption";
import { queueMessages } from "../../shared/work/delivery/queue-messages";
import { passwordReset } from "../messages/texts/password-reset";
import { usernameRecovered } from "../messages/texts/username-recovered";
import { attemptWithin, type Throttle } from "../../shared/throttle/attempt";
import { THROTTLES } from "../../shared/throttle/rules";
import { accountsFound, type FoundAccount } from "./accounts-found";
import { RecoveryRequestEntity, type Wanted } from "./recovery-request.entity";
import { newResetToken, RESET_LIFETIME } from "./reset-token";

/** Milliseconds after which a request is dropped: whoever waits for a message that long has asked again. */
const REQUEST_LIFETIME = 10 * 60_000;

const REQUEST = sql`${columns(RecoveryRequestEntity)}, ${columns(RecoveryRequestEntity, undefined, ["sealedIdentifier"])}`;
type SealedRequest = PlainRow<RecoveryRequestEntity> & { readonly sealedIdentifier: string };

const ACTION: Readonly<Record<Wanted, string>> = {
  USERNAME: "Mutation.recoverUsername",
  PASSWORD: "Mutation.requestPasswordReset",
};

/** What answering recovery requests lives on. */
export interface RecoveryContext {
  readonly database: Database;
  readonly services: {
    readonly keyedHash: KeyedHash;
    readonly recoveries: Sealing;
    readonly portalUrl: string;
  };
  readonly logger: Pick<Logger, "warn">;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Looks into every request that waits, the oldest first, each in one transaction with its messages: a crash loses and
 * doubles nothing. Any number of processes may do so at once.
 * @returns whether there were messages to send
 */
export async function answerRequests(context: RecoveryContext): Promise<boolean> {
  const { database, now } = context;
  let written = 0;
  for (;;) {
    const next = await database.read.row<{ id: string }>(
      `${BACKGROUND}SELECT id FROM recovery_request ORDER BY id LIMIT 1`,
    );
    if (next === null) return written > 0;
    written += await database.write(async (transaction) => {
      const request = await transaction.row(
        sql`SELECT ${REQUEST} FROM recovery_request WHERE id = ${next.id}`,
      );
      // Whoever deletes it answers it.
      const isOurs = (await transaction.delete(RecoveryRequestEntity, { id: next.id })) > 0;
      if (request === null || !isOurs || request.createdAt <= now() - REQUEST_LIFETIME) return 0;
      return await answer(transaction, context, request);
    });
  }
}

async function answer(
  transaction: Writer,
  context: RecoveryContext,
  request: SealedRequest,
): Promise<number> {
  const { services, now } = context;
  const { wanted, identifiedBy } = request;
  const identifier = opened(context, request);
  if (identifier === null) return 0;
  const accounts = await accountsFound(transaction, identifiedBy, identifier, now());
  const entries: AuditEntry[] = [];
  for (const account of accounts) {
    if ((await attemptWithin(transaction, context, ...messageThrottles(wanted, account))) !== null) continue;
    await write(transaction, services, wanted, account, now());
    const person = await auditedPerson(transaction, account.userId);
    entries.push({ ...person, actorId: null, action: ACTION[wanted], outcome: "ALLOWED" });
  }
  await recordAudit(transaction, { at: now(), request }, entries);
  return entries.length;
}

/** What a message counts against. Strangers' accounts share their address's few, the others wait for none but their own. */
function messageThrottles(wanted: Wanted, { userId, email, standing }: FoundAccount): readonly Throttle[] {
  const own = { rule: THROTTLES.recoveryMessage, key: `${wanted}\n${userId}` };
  return standing > 0 ? [own] : [own, { rule: THROTTLES.recoveryOfStrangers, key: foldText(email) }];
}

/** Null for one that was sealed under another IDENTITY_SECRET: it is dropped, or those behind it would wait for ever. */
function opened({ services, logger }: RecoveryContext, request: SealedRequest): string | null {
  try {
    return services.recoveries.open(request.sealedIdentifier, request.id);
  } catch (error) {
    logger.warn(
      { err: error, requestId: request.requestId },
      "a recovery request cannot be opened and is dropped",
    );
    return null;
  }
}

async function write(
  transaction: Writer,
  { portalUrl }: Pick<RecoveryContext["services"], "portalUrl">,
  wanted: Wanted,
  { userId, username, email, language }: FoundAccount,
  now: number,
): Promise<void> {
  let texts = usernameRecovered(username);
  if (wanted === "PASSWORD") {
    const token = await newResetToken(transaction, { userId, email }, now);
    const link = new URL(`/reset-password?token=${token}`, portalUrl).href;
    texts = passwordReset(username, link, RESET_LIFETIME / 60_000);
  }
  await queueMessages(transaction, [{ channel: "email", to: email, language, texts }], now);
}
