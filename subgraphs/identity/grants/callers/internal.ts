import { z } from "zod";
import type { InternalFunction } from "../../../shared/subgraph/definition";
import { publicKeys } from "../../credentials/keys/signing-keys";
import type { IdentityServices } from "../../services";
import { readCaller } from "./caller.repository";

const SESSION = z.object({ userId: z.string(), sessionId: z.string() });

/** What the gateway asks, sealed: who a session is and holds now (a Caller or null), and what verifies its tokens (JWKS). */
export const internalFunctions: Readonly<Record<string, InternalFunction<IdentityServices>>> = {
  async caller(input, { database, services, now }) {
    return await readCaller(database.read, services, SESSION.parse(input), now());
  },
  async publicKeys(_input, { database, now }) {
    return await publicKeys(database, now());
  },
};
