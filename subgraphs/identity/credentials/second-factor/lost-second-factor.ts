import type { AuditEntry } from "../../../shared/audit";
import { BACKGROUND, type Database, type Writer } from "../../../shared/database";
import { foldText } from "../../../shared/inventory";
import type { Texts } from "../../../shared/work/delivery/message";
import { queueMessages } from "../../../shared/work/delivery/queue-messages";
import { auditedPerson } from "../../audit/audited-person";
import { recordAudit } from "../../audit/record-audit";
import { secondFactorEnding, secondFactorKept } from "../../messages/texts/second-factor-ending";
import { secondFactorChanged } from "../../messages/texts/second-factor-changed";
import { toOwner } from "../../messages/to-owner";
import { dropSecondFactor } from "./drop-second-factor";
import { SecondFactorEndingEntity } from "./second-factor-ending.entity";
import { hasSecondFactor } from "./second-factor.repository";

/** What the trail calls the operator's steps: no mutation did them, so they are no coordinates of the API. */
const ACTIONS = {
  request: "Operator.requestSecondFactorEnd",
  cancel: "Operator.keepSecondFactor",
  end: "Operator.endSecondFactor",
} as const;

/**
 * The operator notes that somebody has lost device and recovery codes. The second factor ends after the waiting time
 * only: the person and the legal representatives of their companies are told at once, so that whoever talked the operator
 * into it has to get past them.
 * @returns false when nobody of this user name has a second factor @param wait milliseconds @param now epoch milliseconds
 */
export async function requestSecondFactorEnd(
  database: Database,
  username: string,
  wait: number,
  now: number,
): Promise<boolean> {
  return await database.write(async (transaction) => {
    const userId = await ownerOf(transaction, username);
    if (userId === null) return false;
    const row = { userId, requestedAt: now, endsAt: now + wait };
    // A second request does not put the end off, nor bring it forward.
    await transaction.upsert(SecondFactorEndingEntity, [row], { key: ["userId"], update: [] });
    await tellAndRecord(transaction, userId, secondFactorEnding(username, now + wait), "request", now);
    return true;
  });
}

/** Takes the request back. @returns false when there is none */
export async function keepSecondFactor(database: Database, username: string, now: number): Promise<boolean> {
  return await database.write(async (transaction) => {
    const userId = await ownerOf(transaction, username);
    if (userId === null || (await transaction.delete(SecondFactorEndingEntity, { userId })) === 0)
      return false;
    await tellAndRecord(transaction, userId, secondFactorKept(username), "cancel", now);
    return true;
  });
}

/** Ends the second factors whose waiting time is over. Any number of processes may do so at once. @returns how many */
export async function endLostSecondFactors(database: Database, now: number): Promise<number> {
  const due = await database.read.rows<{ userId: string }>(
    `${BACKGROUND}SELECT user_id AS userId FROM second_factor_ending WHERE ends_at <= ? LIMIT 100`,
    [now],
  );
  let ended = 0;
  for (const { userId } of due)
    ended += await database.write(async (transaction) => {
      // Whoever deletes it ends the factor.
      if ((await transaction.delete(SecondFactorEndingEntity, { userId })) === 0) return 0;
      await dropSecondFactor(transaction, userId);
      await tellAndRecord(transaction, userId, secondFactorChanged("removed"), "end", now);
      return 1;
    });
  return ended;
}

async function ownerOf(transaction: Writer, username: string): Promise<string | null> {
  const account = await transaction.row<{ id: string }>(
    "SELECT id FROM user_account WHERE username_key = ? AND status = 'ACTIVE'",
    [foldText(username)],
  );
  return account !== null && (await hasSecondFactor(transaction, account.id)) ? account.id : null;
}

async function tellAndRecord(
  transaction: Writer,
  userId: string,
  texts: Texts,
  step: keyof typeof ACTIONS,
  now: number,
): Promise<void> {
  const representatives = await transaction.rows<{ userId: string }>(
    "SELECT DISTINCT g.user_id AS userId FROM profile_grant g JOIN organization_membership m" +
      " ON m.organization_id = g.organization_id AND m.user_id = ? AND m.status = 'ACTIVE'" +
      " WHERE g.profile = 'LEGAL_REP' AND g.user_id <> ? AND g.revoked_at IS NULL AND g.valid_from <= ?" +
      " AND (g.valid_until IS NULL OR g.valid_until > ?)",
    [userId, userId, now, now],
  );
  for (const reader of [{ userId }, ...representatives])
    await queueMessages(transaction, await toOwner(transaction, reader.userId, texts), now);
  const person = await auditedPerson(transaction, userId);
  const entry: AuditEntry = { ...person, actorId: null, action: ACTIONS[step], outcome: "ALLOWED" };
  await recordAudit(transaction, { at: now, request: null }, [entry]);
}
