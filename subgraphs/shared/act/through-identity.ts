import { createHash } from "node:crypto";
import { freezeCaller, type Caller } from "../../../schema/access/caller";
import { CALLER_OF_PERSON, CALLER_OF_SESSION } from "../../../schema/internal/caller";
import { deliverNow, deliverRecords, queueRecords, type DeliveryContext } from "../audit";
import type { Logger, SubgraphContext } from "../subgraph/definition";
import type { KeyedHash } from "../text/keyed-hash";
import { forgetThrottles } from "../throttle/throttle-table";
import { createChores, type Chores } from "../work/chores";
import type { ActPorts } from "./ports";

/** Milliseconds between two looks that nobody asked for: what another process recorded, or a crash left, waits no longer. */
const LOOK_EVERY = 1_000;

const HOUR = 3_600_000;

/** What a subgraph beside identity lives on to let people change something. */
export interface ActServices {
  /** The counters' keys are ids of users, which are no secret: an unkeyed hash gives them their length. */
  readonly keyedHash: KeyedHash;
  /** Delivers the records to identity, and removes counters that count for nothing any more. */
  readonly chores: Chores<"records" | "counters">;
}

/** Starts the delivery of records; the caller closes it by `chores.close()`. */
export function createActServices(context: DeliveryContext & { readonly logger: Logger }): ActServices {
  const chores = createChores(
    {
      records: { every: LOOK_EVERY, run: () => deliverRecords(context) },
      counters: { every: HOUR, run: () => forgetThrottles(context.database, context.now()) },
    },
    context.logger,
  );
  chores.start();
  const keyedHash: KeyedHash = (purpose, text) =>
    createHash("sha256").update(`${purpose}\n${text}`).digest("base64url");
  return { keyedHash, chores };
}

/**
 * The ports of a subgraph beside identity. Identity says, over the sealed path, who the caller is now, and keeps the
 * records, which go through the outbox of this subgraph. @param locate locks the objects of this subgraph
 */
export function actsThroughIdentity<Context extends SubgraphContext<unknown, ActServices>>(
  locate: ActPorts<Context, never>["locate"],
): ActPorts<Context, never> {
  return {
    freshCaller: { before: freshCaller },
    // The company is another subgraph's. Its acts here wait in the queue of the process, and at the lock of their object.
    lockCompany: () => Promise.resolve(),
    lockAccount: () => Promise.resolve(),
    locate,
    record: queueRecords,
    untilRecorded: (context, ids) => deliverNow(context, ids),
    send: () => Promise.resolve(),
    wake: ({ services }) => services.chores.wake("records"),
  };
}

/**
 * The same ports for work that goes on after the requester's session has ended: identity says who the person is now, and
 * that they are nobody any more once their account is not ACTIVE.
 */
export function personActsThroughIdentity<Context extends SubgraphContext<unknown, ActServices>>(
  ports: ActPorts<Context, never>,
): ActPorts<Context, never> {
  return { ...ports, freshCaller: { before: freshPerson } };
}

async function freshPerson({
  caller: { userId },
  internal,
}: Pick<SubgraphContext<unknown, unknown>, "caller" | "internal">): Promise<Caller | null> {
  if (userId === null) return null;
  const found = await internal("identity", CALLER_OF_PERSON, { userId }, null);
  return found === null ? null : freezeCaller(found);
}

/** Who the caller is now, by identity's own word; null when the session has ended. */
async function freshCaller({
  caller: { userId, sessionId },
  internal,
}: Pick<SubgraphContext<unknown, unknown>, "caller" | "internal">): Promise<Caller | null> {
  if (userId === null || sessionId === null) return null;
  const found = await internal("identity", CALLER_OF_SESSION, { userId, sessionId }, null);
  return found === null ? null : freezeCaller(found);
}
