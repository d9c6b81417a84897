import { CALLER_OF_PERSON, CALLER_OF_SESSION, PUBLIC_KEYS } from "../../../../schema/internal/caller";
import { answering, type InternalFunction } from "../../../shared/subgraph/definition";
import { publicKeys } from "../../credentials/keys/signing-keys";
import { readCaller, readPerson, type CallerSettings } from "./caller.repository";

/** What the gateway asks, sealed: who a session is and holds now, and what verifies its tokens. */
export const internalFunctions: readonly InternalFunction<CallerSettings>[] = [
  answering(CALLER_OF_SESSION, (session, { database, services, now }) =>
    readCaller(database.read, services, session, now()),
  ),
  answering(CALLER_OF_PERSON, async ({ userId }, { database, services, now }) => {
    const account = await database.read.row(
      "SELECT id FROM user_account WHERE id = ? AND status = 'ACTIVE'",
      [userId],
    );
    return account === null ? null : await readPerson(database.read, services, userId, now());
  }),
  answering(PUBLIC_KEYS, (_nothing, { database, now }) => publicKeys(database, now())),
];
