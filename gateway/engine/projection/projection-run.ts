import type { FieldCut } from "../cut/field-cut";
import { FieldFailure } from "../executor/field-failure";
import type { AnswerBudget } from "../limits/answer-budget";
import type { ResponseKeys } from "../operation/response-keys";
import type { ErrorSource, PathStep, SubgraphError } from "../contract/subgraph";
import type { Shape } from "./object-shapes";

/** An error while its path is still growing from the inside out. */
export interface PendingError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Innermost step first; every list and object around adds its own step. */
  readonly reversedPath: PathStep[];
  /** Set for an error of a sibling field, whose source key this is: its path then starts with the sibling already. */
  sibling: string | undefined;
  readonly isDerived: boolean;
  readonly source: ErrorSource | undefined;
}

const UNFIT_MESSAGE = "The service that answers this field gave a value that does not fit the schema.";
const UNFIT = { code: "SUBGRAPH_UNAVAILABLE" };
const UNFIT_SOURCE: ErrorSource = {
  subgraph: undefined,
  kind: "failed",
  cause: "The value does not fit the schema.",
};

type CutError = ReturnType<FieldCut["error"]>;

/** The state of one projection: the errors found, and what the request brings along. */
export class ProjectionRun {
  readonly errors: PendingError[] = [];
  private readonly cutErrors = new Map<string, CutError>();

  constructor(
    private readonly cut: FieldCut | undefined,
    private readonly responseKeys: ResponseKeys,
    /** What graphql-js answered for `__schema` and `__type`, by response key. */
    readonly introspection: Readonly<Record<string, unknown>>,
    readonly budget: AnswerBudget,
  ) {}

  /** An error at the value that is being completed. */
  fail(message: string, extensions?: Readonly<Record<string, unknown>>, source?: ErrorSource): null {
    this.budget.spendError();
    this.errors.push({ message, extensions, reversedPath: [], sibling: undefined, isDerived: false, source });
    return null;
  }

  /** A value that a subgraph answered and the schema does not allow. It is not repeated: it may be anything. */
  unfit(message = UNFIT_MESSAGE): null {
    return this.fail(message, UNFIT, UNFIT_SOURCE);
  }

  /** The errors of a null that a subgraph gave reasons for. */
  failed(failure: FieldFailure): null {
    for (const { error, tail } of failure.causes) {
      const reversedPath = failure.isDerived ? [] : this.clientTail(tail);
      this.push(error, reversedPath, failure.isDerived);
    }
    return null;
  }

  /**
   * The same for a non-null field that went down with a sibling: what the client should read is the sibling's error,
   * since that is what takes the whole object away.
   */
  failedWithSibling(failure: FieldFailure): null {
    for (const { error, tail } of failure.causes) {
      const sibling = typeof tail[0] === "string" ? tail[0] : undefined;
      this.push(error, this.clientTail(tail), false, sibling);
    }
    return null;
  }

  /** Null for a field that was cut from the operation. */
  refuse(coordinate: string): null {
    let error = this.cutErrors.get(coordinate);
    if (error === undefined && this.cut !== undefined) {
      error = this.cut.error(coordinate);
      this.cutErrors.set(coordinate, error);
    }
    return this.fail(error?.message ?? "Not available.", error?.extensions);
  }

  /**
   * Adds a response key or index to the errors found since `from`. `shape` tells whether a sibling that an error
   * names is in the answer; what was fetched only to compute this field is not, and then the error is this field's.
   */
  under(from: number, key: PathStep, shape?: Shape): void {
    for (let index = from; index < this.errors.length; index++) {
      const error = this.errors[index];
      if (error === undefined) continue;
      const { sibling } = error;
      error.sibling = undefined;
      if (sibling === undefined) error.reversedPath.push(key);
      else if (shape?.some((field) => field.sourceKey === sibling) !== true) {
        error.reversedPath.splice(0, Infinity, key);
      }
    }
  }

  /** Forgets what is said only on behalf of siblings, once the object around them is null itself. */
  dropDerived(from: number): void {
    let kept = from;
    for (let index = from; index < this.errors.length; index++) {
      const error = this.errors[index];
      if (error !== undefined && !error.isDerived) this.errors[kept++] = error;
    }
    if (kept > from) this.errors.length = kept;
  }

  private push(error: SubgraphError, reversedPath: PathStep[], isDerived: boolean, sibling?: string): void {
    this.budget.spendError();
    this.errors.push({
      message: error.message,
      extensions: error.extensions,
      reversedPath,
      sibling,
      isDerived,
      source: error.source,
    });
  }

  private clientTail(tail: readonly PathStep[]): PathStep[] {
    const reversed: PathStep[] = [];
    for (let index = tail.length - 1; index >= 0; index--) {
      const step = tail[index];
      if (step !== undefined) reversed.push(typeof step === "string" ? this.responseKeys.client(step) : step);
    }
    return reversed;
  }
}
