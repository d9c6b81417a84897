import { SubgraphUnavailableError } from "../contract/errors";
import type { PathStep, SubgraphError } from "../contract/subgraph";

/** An error together with where below the failed value it arose: response keys and indexes, outermost first. */
export interface FailureCause {
  readonly error: SubgraphError;
  readonly tail: readonly PathStep[];
}

/**
 * Stands in merged data where a subgraph's error left a null. It travels with the data, so that the projection can
 * report the error at every place of the answer that it ends up at: entities that were fetched once and stand in many
 * places, aliases and list indexes all come out right, and what the client does not see is not reported.
 */
export class FieldFailure {
  constructor(
    readonly causes: FailureCause[],
    /**
     * The field itself did not fail: it went down with a sibling whose error is `causes`, because the subgraph could
     * answer nothing for the whole object. The tails then start at the object, not at the field.
     */
    readonly isDerived: boolean = false,
  ) {}

  static of(error: SubgraphError, tail: readonly PathStep[] = []): FieldFailure {
    return new FieldFailure([{ error, tail }]);
  }
}

/** The error for fields of a subgraph that gave no usable answer. Says nothing of where the subgraph is. */
export function unavailable(
  code: "SUBGRAPH_UNAVAILABLE" | "TIMEOUT" = "SUBGRAPH_UNAVAILABLE",
): SubgraphError {
  const message =
    code === "TIMEOUT"
      ? "The service that answers this field took too long."
      : "The service that answers this field is unavailable.";
  return { message, extensions: { code } };
}

/**
 * The same for an answer that is there and cannot be right.
 * @param fault what is wrong with it, for the log alone
 * @param subgraph whose answer it is, where it is known
 */
export function unfit(fault: string, subgraph?: string): SubgraphError {
  return { ...unavailable(), source: { subgraph, kind: "failed", cause: fault } };
}

/**
 * What clients are told of whatever was thrown instead of an answer.
 * @param subgraph whose answer it was, where it was one's
 * @param kind of a mutation it is told that the change may have been made: only its answer is known to be missing
 */
export function failureOf(
  thrown: unknown,
  subgraph?: string,
  kind: "query" | "mutation" = "query",
): SubgraphError {
  const told = unavailable(thrown instanceof SubgraphUnavailableError ? thrown.code : undefined);
  const isOpen = kind === "mutation" && told.extensions?.["code"] === "TIMEOUT";
  const message = isOpen ? `${told.message} The change may have been made.` : told.message;
  return { ...told, message, source: { subgraph, kind: "failed", cause: thrown } };
}
