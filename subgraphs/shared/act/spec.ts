import type { Caller } from "../../../schema/access/caller";
import type { LocatedObject } from "../subgraph/located";
import type { AuditEntry } from "../audit";
import type { Writer } from "../database";
import type { Throttle } from "../throttle/attempt";
import type { Refused, ConstraintWords } from "./refused";

/** A record as a verb gives it. What it leaves out the act knows: who acts, in which company, by which grant. */
export type ActEntry = Pick<AuditEntry, "target"> & Partial<AuditEntry>;

/** What a verb is called with. */
export interface Act<Message = never> {
  readonly transaction: Writer;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Records what was done. Every verb calls this, or `nothingChanged`. */
  readonly audit: (...entries: readonly ActEntry[]) => void;
  /** Says that everything was so already: nothing is recorded. */
  readonly nothingChanged: () => void;
  /** Sends messages, once the act is committed. */
  readonly tell: (...messages: readonly Message[]) => void;
}

/** An act of a signed-in person. */
export interface PersonalAct<Message = never> extends Act<Message> {
  /** Read afresh: what the person holds now, whatever they held when the request began. */
  readonly caller: Caller & { readonly userId: string };
}

/** An act under a rule of the schema. */
export interface RuledAct<Message = never> extends PersonalAct<Message> {
  /** The objects that the rule was decided on, in the order of the arguments. */
  readonly objects: readonly LocatedObject[];
  /** The first of them; most acts have one. */
  readonly on: LocatedObject;
  /** The grant by which the rule passes. */
  readonly allowedBy: string | null;
}

/** What an act says of itself. */
export interface ActSpec<Prepared, Result, Payload> extends ConstraintWords {
  /** Its coordinate in the schema, where its rule stands. */
  readonly mutation: `Mutation.${string}`;
  /** Counters of its own, beside the one of every signed-in person. A public act names them, or none and counts in `prepare`. */
  readonly throttles?: readonly Throttle[];
  /**
   * What must not be done inside the transaction: a call of another service, a password's hash. It runs once the attempt
   * is counted. What it throws refuses the act.
   */
  readonly prepare?: () => Promise<Prepared>;
  /** The company whose acts wait for each other; without it the one that the object lies in. */
  readonly companyOf?: (prepared: Prepared) => string | null;
  /** True for an act that shows something: the answer waits until its record stands in the chain. */
  readonly recordBefore?: boolean;
  /** True for an act that somebody may do whose session has ended meanwhile: signing out twice is no error. */
  readonly sessionMayHaveEnded?: boolean;
  /** True for an act that the trail does not keep. */
  readonly unrecorded?: boolean;
  /** Makes the payload of what the verb answered, after the commit. */
  readonly answer?: (result: Result) => Promise<Payload>;
}

/** A verb: only what is its own. A refusal that it returns keeps what it wrote, one that it throws undoes it. */
export type Verb<Inside, Prepared, Result> = (
  inside: Inside,
  prepared: Prepared,
) => Promise<Result | Refused>;
