import { v7 as uuid } from "uuid";
import { TELL_REFUSALS, type RefusalNotice } from "../../../schema/internal/line-actions";
import { BACKGROUND, isOneOf } from "../../shared/database";
import type { Environment } from "../../shared/subgraph/definition";

/** Refusals that one round takes; one notice tells a person of all of theirs. */
const ROUND = 1_000;
/** Notices of one call. */
const MOST_NOTICES = 100;
/** Lines that a notice names; of the others it says how many. */
const EXAMPLES = 5;
/** Milliseconds before a call that failed is tried again. */
const PAUSE = 10_000;

interface Refusal {
  readonly id: string;
  readonly noticeId: string | null;
  readonly requestedBy: string;
  readonly msisdn: string;
  readonly kind: string;
  readonly reason: string;
}

/**
 * Has identity write to those whose actions were refused, one message for the refusals of a round. Which refusal belongs
 * to which message is kept before the call, so that a message which comes twice is the same, and is sent once.
 * @throws UnavailableError when identity does not answer; the next round tries again
 */
export async function tellRefusals({
  database,
  internal,
  now,
}: Pick<Environment<unknown>, "database" | "internal" | "now">): Promise<void> {
  for (;;) {
    await assignNotices({ database, now });
    const due = await database.read.rows<Refusal>(
      `${BACKGROUND}SELECT a.id, a.notice_id AS noticeId, a.requested_by AS requestedBy, l.msisdn, a.kind, a.reason` +
        " FROM line_action a JOIN mobile_line l ON l.id = a.line_id" +
        " WHERE a.status = 'REFUSED' AND a.next_attempt_at <= ? AND a.notice_id IS NOT NULL" +
        ` ORDER BY a.notice_id, a.id LIMIT ${ROUND}`,
      [now()],
    );
    if (due.length === 0) return;
    const notices = toNotices(due).slice(0, MOST_NOTICES);
    const noticeIds = notices.map(({ id }) => id);
    const condition = isOneOf("notice_id", noticeIds);
    const set = (nextAttemptAt: number | null) =>
      database.write((transaction) =>
        transaction.execute(
          `${BACKGROUND}UPDATE line_action SET next_attempt_at = ? WHERE ${condition.sql}`,
          [nextAttemptAt, ...condition.parameters],
        ),
      );
    await set(now() + PAUSE);
    await internal("identity", TELL_REFUSALS, { notices }, null);
    await set(null);
  }
}

/** Gives the refusals without a notice one for each person. */
async function assignNotices({
  database,
  now,
}: Pick<Environment<unknown>, "database" | "now">): Promise<void> {
  const without = await database.read.rows<{ id: string; requestedBy: string }>(
    `${BACKGROUND}SELECT id, requested_by AS requestedBy FROM line_action` +
      ` WHERE status = 'REFUSED' AND next_attempt_at <= ? AND notice_id IS NULL ORDER BY id LIMIT ${ROUND}`,
    [now()],
  );
  const byPerson = new Map<string, string[]>();
  for (const { id, requestedBy } of without) {
    const ids = byPerson.get(requestedBy);
    if (ids === undefined) byPerson.set(requestedBy, [id]);
    else ids.push(id);
  }
  if (byPerson.size === 0) return;
  await database.write(async (transaction) => {
    for (const ids of byPerson.values()) {
      const condition = isOneOf("id", ids);
      await transaction.execute(
        `${BACKGROUND}UPDATE line_action SET notice_id = ? WHERE ${condition.sql} AND notice_id IS NULL`,
        [uuid(), ...condition.parameters],
      );
    }
  });
}

function toNotices(refusals: readonly Refusal[]): RefusalNotice[] {
  const notices = new Map<string, RefusalNotice>();
  for (const { noticeId, requestedBy, msisdn, kind, reason } of refusals) {
    if (noticeId === null) continue;
    const notice = notices.get(noticeId);
    const example = { msisdn, kind, reason };
    if (notice === undefined)
      notices.set(noticeId, { id: noticeId, userId: requestedBy, lines: 1, examples: [example] });
    else {
      notice.lines += 1;
      if (notice.examples.length < EXAMPLES) notice.examples.push(example);
    }
  }
  return [...notices.values()];
}
