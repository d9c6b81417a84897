import { createActs, type Act, type PersonalAct, type RuledAct } from "../../shared/act";
import { isOneOf } from "../../shared/database";
import type { Message } from "../../shared/work/delivery/message";
import { queueMessages } from "../../shared/work/delivery/queue-messages";
import type { ActingContext } from "./context";
import { lockCompanies } from "./lock-companies";

/** The inside of an act under a rule. */
export type IdentityAct = RuledAct<Message>;
/** The inside of an act of a signed-in person on what is their own. */
export type OwnAct = PersonalAct<Message>;
/** The inside of an act of anybody. */
export type OpenAct = Act<Message>;

/**
 * The one way to change something in identity (docs/acts.md). Everything is its own here: the caller is read in the
 * transaction, behind the lock, and the record is hung on the chain in the same transaction.
 */
export const { act, ownAct, publicAct } = createActs<ActingContext, Message>({
  freshCaller: {
    within: async (transaction, { services, caller: { userId, sessionId } }, now) =>
      userId === null || sessionId === null
        ? null
        : await services.callerOf(transaction, { userId, sessionId }, now),
  },
  lockCompany: (transaction, organizationId) => lockCompanies(transaction, [organizationId]),
  async lockAccount(transaction, userId) {
    // SQLite lets only one transaction write from its begin on.
    if (transaction.dialect === "sqlite") return;
    const condition = isOneOf("id", [userId]);
    await transaction.rows(
      `SELECT id FROM user_account WHERE ${condition.sql} FOR UPDATE`,
      condition.parameters,
    );
  },
  // What an object of identity lies in never changes; those of other subgraphs cannot be locked from here.
  locate: (_transaction, objects) => objects.map(({ path }) => path),
  record: (transaction, occasion, entries, { services }) => services.record(transaction, occasion, entries),
  untilRecorded: () => Promise.resolve(),
  send: queueMessages,
  wake: ({ services }) => services.messages.wake(),
});
