import type { Caller } from "../../../schema/access/caller";
import type { AuditEntry, AuditOccasion } from "../../shared/audit";
import type { Reader, Writer } from "../../shared/database";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { KeyedHash } from "../../shared/text/keyed-hash";
import type { Relay } from "../../shared/work/delivery/relay";

/** What the acts need of the floors above them; identity's root hands it in. */
export interface ActingServices {
  readonly keyedHash: KeyedHash;
  readonly messages: Pick<Relay, "wake">;
  /** Who the session's user is and what they hold at `at` (epoch milliseconds); null when the session has ended. */
  callerOf(
    reader: Reader,
    session: { readonly userId: string; readonly sessionId: string },
    at: number,
  ): Promise<Caller | null>;
  /** Hangs records on the chains of their companies and answers the events' ids. */
  record(
    transaction: Writer,
    occasion: AuditOccasion,
    entries: readonly AuditEntry[],
  ): Promise<readonly string[]>;
}

/** The context of a request to identity, with the loaders and services that a feature names. */
export type ActingContext<Loaders = unknown, Services = unknown> = SubgraphContext<
  Loaders,
  ActingServices & Services
>;
