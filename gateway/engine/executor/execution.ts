import type { CancelSignal } from "../contract/cancellation";
import type { PathStep, SubgraphError } from "../contract/subgraph";

/** An object of merged data. */
export type DataObject = Record<string, unknown>;

/** The state of one run of a plan: merged data and what the request brings along. */
export interface Execution<C> {
  readonly data: DataObject;
  /** Coerced variable values (spec section 6.1.2). */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: C;
  /** Fires when the request ends before its answer is whole. */
  readonly signal: CancelSignal;
  /** Errors that belong to no null of the data: without a path, or with one that leads to a value. */
  readonly unplaced: UnplacedError[];
}

/** An error whose path, where it has one, is already the client's. */
export interface UnplacedError {
  readonly error: SubgraphError;
  readonly path: readonly PathStep[] | undefined;
}

/** One compiled plan node. Answers `undefined` when there is nothing to wait for. */
export type Step<C> = (execution: Execution<C>) => Promise<void> | undefined;

/** Whether a value of merged data is an object or list that a plan may step into. */
export function isDataObject(value: unknown): value is DataObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
