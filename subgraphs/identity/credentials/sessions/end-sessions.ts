import { Refused, type ActEntry } from "../../../shared/act";
import { ownAct, type OwnAct } from "../../act/act";
import { ownRecord } from "../../audit/own-record";
import type { CredentialsContext } from "../context";
import { letGo } from "./sign-in";
import { endSession, endSessionsExcept, sessionOfUser } from "./session.repository";

/** Ends the session that asks; ending it twice is no error. */
export async function signOut(context: CredentialsContext) {
  return await ownAct(
    context,
    { mutation: "Mutation.signOut", sessionMayHaveEnded: true },
    async (inside) => {
      const { transaction, caller, now, audit, nothingChanged } = inside;
      const { sessionId } = caller;
      if (sessionId !== null && (await endSession(transaction, caller.userId, sessionId, now)))
        audit(await sessionRecord(inside, sessionId));
      else nothingChanged();
      letGo(context);
      return {};
    },
  );
}

/** Ends one of the viewer's sessions. NOT_FOUND for anything else. */
export async function endOneSession(context: CredentialsContext, id: string) {
  return await ownAct(context, { mutation: "Mutation.endSession" }, async (inside) => {
    const { transaction, caller, now, audit, nothingChanged } = inside;
    const session = await sessionOfUser(transaction, caller.userId, id, now);
    if (session === null) throw new Refused("NOT_FOUND", "You have no such session.", ["id"]);
    if (await endSession(transaction, caller.userId, id, now)) audit(await sessionRecord(inside, id));
    else nothingChanged();
    if (id === caller.sessionId) letGo(context);
    return { session: { ...session, current: session.id === caller.sessionId } };
  });
}

/** Ends every session of the viewer, or every other one. Answers how many. */
export async function endAllSessions(context: CredentialsContext, exceptCurrent: boolean) {
  return await ownAct(context, { mutation: "Mutation.endAllSessions" }, async (inside) => {
    const { transaction, caller, now, audit, nothingChanged } = inside;
    const kept = exceptCurrent ? caller.sessionId : null;
    const ended = await endSessionsExcept(transaction, caller.userId, kept, now);
    if (ended > 0) audit(await ownRecord(transaction, caller.userId));
    else nothingChanged();
    if (!exceptCurrent) letGo(context);
    return { ended };
  });
}

async function sessionRecord({ transaction, caller }: OwnAct, id: string): Promise<ActEntry> {
  const record = await ownRecord(transaction, caller.userId);
  return { ...record, target: { type: "Session", id, label: null } };
}
