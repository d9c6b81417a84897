import { CALLER_OF_SESSION, PUBLIC_KEYS } from "../../../../schema/internal/caller";
import { answering, type InternalFunction } from "../../../shared/subgraph/definition";
import { publicKeys } from "../../credentials/keys/signing-keys";
import { readCaller, type CallerSettings } from "./caller.repository";

/** What the gateway asks, sealed: who a session is and holds now, and what verifies its tokens. */
export const internalFunctions: readonly InternalFunction<CallerSettings>[] = [
  answering(CALLER_OF_SESSION, (session, { database, services, now }) =>
    readCaller(database.read, services, session, now()),
  ),
  answering(PUBLIC_KEYS, (_nothing, { database, now }) => publicKeys(database, now())),
];
