import type { Caller } from "../../../schema/access/caller";
import { decide, type ScopePath } from "../../../schema/access/decide";
import { passingGrants } from "../../../schema/access/verdict";
import { CodedError } from "../../../schema/errors";
import type { Writer } from "../database";
import { inTurn } from "./company-queue";
import type { ActContext, ActPorts } from "./ports";
import { entryOf } from "./records";
import type { ActEntry, PersonalAct } from "./spec";

/** Objects that one transaction changes: short enough that nobody waits for its locks. */
const BATCH = 100;

/** A selection of many objects of one type, of one company. */
export interface Batches {
  /** The coordinate whose rule is decided on each object. */
  readonly mutation: `Mutation.${string}`;
  readonly type: string;
  readonly ids: readonly string[];
  readonly organizationId: string;
  /** The paths of the objects that are in the caller's rows, by id. */
  readonly inScope: (
    reader: Writer,
    caller: Caller,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, ScopePath>>;
  /**
   * Keeps the outcomes of a batch, in its transaction: what was changed and what is said of it stand or fall together.
   * Runs before the records are written.
   */
  readonly keep?: (transaction: Writer, outcomes: ReadonlyMap<string, BatchOutcome>) => Promise<void>;
  /** Runs first in the transaction, with the caller as they are now. What it throws undoes the batch and ends the work. */
  readonly before?: (transaction: Writer, caller: Caller) => Promise<void>;
  /** True for a batch that only says what would happen: nothing is recorded. */
  readonly isPreview?: boolean;
  /** Objects of one transaction; a hundred unless told. */
  readonly size?: number;
}

/**
 * What became of one object. The verb says `UNCHANGED` where it was so already, `CONFLICT` where the object's state does
 * not allow it, `BUSY` where another change of it is under way.
 */
export type BatchOutcome = OwnOutcome | "FORBIDDEN" | "NOT_FOUND";
type OwnOutcome = "DONE" | "UNCHANGED" | "CONFLICT" | "BUSY";

/** An object that the caller may change, with the grant that allows it. */
export interface AllowedObject {
  readonly id: string;
  readonly allowedBy: string | null;
}

/** Changes the objects that it is given, and says of each what became of it. */
export type BatchVerb<Message> = (
  inside: Pick<PersonalAct<Message>, "transaction" | "caller" | "now" | "audit" | "tell">,
  allowed: readonly AllowedObject[],
) => Promise<ReadonlyMap<string, OwnOutcome>>;

/**
 * One act on each hundred of many objects. Each batch has a transaction of its own, reads the caller afresh and decides
 * every object again: after a revocation the next batch changes nothing more.
 * @returns the outcomes of one batch after another, in the order of the ids
 * @throws CodedError UNAUTHENTICATED once the session has ended; the batches before stay
 */
export async function* actInBatches<Context extends ActContext, Message>(
  ports: ActPorts<Context, Message>,
  context: Context,
  batches: Batches,
  verb: BatchVerb<Message>,
): AsyncGenerator<ReadonlyMap<string, BatchOutcome>> {
  const { size = BATCH } = batches;
  for (let start = 0; start < batches.ids.length; start += size) {
    const ids = batches.ids.slice(start, start + size);
    yield await inTurn(context.database, batches.organizationId, () =>
      actOnBatch(ports, context, { ...batches, ids }, verb),
    );
    ports.wake(context);
  }
}

async function actOnBatch<Context extends ActContext, Message>(
  ports: ActPorts<Context, Message>,
  context: Context,
  batch: Batches,
  verb: BatchVerb<Message>,
): Promise<ReadonlyMap<string, BatchOutcome>> {
  const { freshCaller } = ports;
  const asked = "before" in freshCaller ? await freshCaller.before(context) : null;
  return await context.database.write(async (transaction) => {
    await ports.lockCompany(transaction, batch.organizationId);
    const now = context.now();
    const caller = "within" in freshCaller ? await freshCaller.within(transaction, context, now) : asked;
    if (caller === null || caller.userId === null || caller.userId !== context.caller.userId)
      throw new CodedError("UNAUTHENTICATED", "Sign in first");
    await batch.before?.(transaction, caller);
    const outcomes = new Map<string, BatchOutcome>();
    const allowed = await allowedObjects(transaction, context, caller, batch, outcomes);
    const entries: ActEntry[] = [];
    const messages: Message[] = [];
    const inside = {
      transaction,
      caller: { ...caller, userId: caller.userId },
      now,
      audit: (...more: readonly ActEntry[]) => void entries.push(...more),
      tell: (...more: readonly Message[]) => void messages.push(...more),
    };
    const done = await verb(inside, allowed);
    const changed = allowed.filter(({ id }) => (done.get(id) ?? "DONE") === "DONE");
    if (changed.length > 0 && entries.length === 0 && batch.isPreview !== true)
      throw new Error(`${batch.mutation} did not record what it changed in a batch`);
    for (const { id } of allowed) outcomes.set(id, done.get(id) ?? "DONE");
    const inOrder = new Map(batch.ids.map((id) => [id, outcomes.get(id) ?? "NOT_FOUND"] as const));
    await batch.keep?.(transaction, inOrder);
    if (messages.length > 0) await ports.send(transaction, messages, now);
    if (entries.length > 0) {
      const known = { actorId: caller.userId, grantId: null, action: batch.mutation };
      const records = entries.map(entryOf({ ...known, company: batch.organizationId }));
      await ports.record(transaction, { at: now, request: context.request }, records, context);
    }
    return inOrder;
  });
}

/** Those that the rule allows; of the others it notes why not. */
async function allowedObjects(
  transaction: Writer,
  { rules }: ActContext,
  caller: Caller,
  { mutation, ids, inScope }: Batches,
  outcomes: Map<string, BatchOutcome>,
): Promise<readonly AllowedObject[]> {
  const statement = rules.of(mutation);
  if (statement === undefined || statement.rules.length === 0)
    throw new Error(`${mutation} has no rule to decide`);
  const paths = await inScope(transaction, caller, ids);
  return ids.flatMap((id): AllowedObject[] => {
    const path = paths.get(id);
    if (path === undefined) outcomes.set(id, "NOT_FOUND");
    else if (!decide(caller, statement, path).allowed) outcomes.set(id, "FORBIDDEN");
    else return [{ id, allowedBy: passingGrants(caller, rules, mutation, path)[0]?.id ?? null }];
    return [];
  });
}
