import type { Caller } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import type { LocatedObject } from "../subgraph/located";
import type { AuditEntry, AuditOccasion } from "../audit";
import type { Writer } from "../database";
import type { SubgraphContext } from "../subgraph/definition";
import type { KeyedHash } from "../text/keyed-hash";

/** What every act is called with: the context of its request, with what the counters are hashed by. */
export type ActContext = SubgraphContext<unknown, { readonly keyedHash: KeyedHash }>;

/** What an act needs of its subgraph. Identity answers from its own tables, the others through identity. */
export interface ActPorts<Context extends ActContext, Message> {
  /**
   * The caller as of now; null when the session has ended. `before` is for a subgraph that asks another one, which no
   * transaction may wait for; `within` reads in the transaction of the act, behind its lock.
   */
  readonly freshCaller:
    | { readonly before: (context: Context) => Promise<Caller | null> }
    | { readonly within: (transaction: Writer, context: Context, now: number) => Promise<Caller | null> };
  /** Makes acts on one company wait for each other until the transaction ends. */
  lockCompany(transaction: Writer, organizationId: string): Promise<void>;
  /** Makes acts of one person on their own account wait for each other. */
  lockAccount(transaction: Writer, userId: string): Promise<void>;
  /** Where the objects lie now, locked until the transaction ends; null where one is no longer there. */
  locate(
    transaction: Writer,
    objects: readonly LocatedObject[],
  ): Promise<readonly (ScopePath | null)[]> | readonly (ScopePath | null)[];
  /** Writes the records in the transaction of the act, after everything else. Answers their ids. */
  record(
    transaction: Writer,
    occasion: AuditOccasion,
    entries: readonly AuditEntry[],
    context: Context,
  ): Promise<readonly string[]>;
  /** Fulfils when the records stand in the chain. @throws UnavailableError when they cannot be brought there now */
  untilRecorded(context: Context, recordIds: readonly string[]): Promise<void>;
  /** Writes the messages in the transaction of the act. */
  send(transaction: Writer, messages: readonly Message[], now: number): Promise<void>;
  /** Wakes what delivers records and messages, after the commit. */
  wake(context: Context): void;
}
