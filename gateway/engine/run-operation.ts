import { GraphQLError, OperationTypeNode, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import type { CancelSignal } from "./contract/cancellation";
import { coordinateOf } from "./coordinate";
import type { FieldCut } from "./cut/field-cut";
import { RequestEndedError, SubgraphUnavailableError } from "./contract/errors";
import type { Execution, Step, UnplacedError } from "./executor/execution";
import { FieldFailure, failureOf } from "./executor/field-failure";
import { setOwnValue } from "./executor/own-value";
import { AnswerBudget, DEFAULT_ANSWER } from "./limits/answer-budget";
import type { Operation } from "./operation/operation";
import type { PreparedOperation, PreparedOperations } from "./prepared-operation";
import type { Overrides } from "./planner/query-planner";
import { introspect } from "./projection/introspection";
import { completeFields, type ShapeField } from "./projection/object-shapes";
import { ProjectionRun } from "./projection/projection-run";
import { unlessAborted } from "./transport/unless-aborted";
import type { PathStep, SubgraphError } from "./contract/subgraph";
import type { AnswerError, EngineOptions, EngineRequest } from "./types";

/** One operation of one request. */
export interface OperationState<C> {
  readonly operation: Operation;
  readonly rootType: GraphQLObjectType;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly request: EngineRequest<C>;
  /** Fires with a RequestEndedError when the request is to be answered with what there is. */
  readonly signal: CancelSignal;
  readonly schema: GraphQLSchema;
}

type Data = Record<string, unknown> | null;
const NO_LABELS: ReadonlySet<string> = new Set();

/** Runs one operation of one request: fetches by its plan, then completes the answer. */
export class OperationRun<C> {
  private readonly projections: ProjectionRun[] = [];
  private readonly unplaced: UnplacedError[] = [];
  private readonly overrides: Overrides;
  private readonly budget: AnswerBudget;
  private readonly caller: string;
  private readonly coordinates = new Map<string, string | undefined>();

  constructor(
    private readonly state: OperationState<C>,
    private readonly prepared: PreparedOperations<C>,
    percentages: readonly number[],
    private readonly options: EngineOptions<C>,
  ) {
    const labels = options.overrideLabels?.(state.request.context) ?? NO_LABELS;
    this.budget = new AnswerBudget({ ...DEFAULT_ANSWER, ...options.answer });
    this.caller = options.callerKey?.(state.request.context) ?? "";
    this.overrides = { labels, percentage: drawPercentage(percentages) };
  }

  execute(): Promise<Data> {
    return this.state.operation.node.operation === OperationTypeNode.MUTATION
      ? this.mutation()
      : this.query();
  }

  /** The errors of the run, paths from the root outwards. */
  errors(): AnswerError[] {
    const errors: AnswerError[] = [];
    for (const { errors: pending } of this.projections) {
      for (const { message, extensions, reversedPath, source } of pending)
        errors.push(this.answerError({ message, extensions, source }, reversedPath.toReversed()));
    }
    const { responseKeys } = this.state.operation;
    for (const { error, path } of this.unplaced) {
      const clientPath = path?.map((step) => (typeof step === "string" ? responseKeys.client(step) : step));
      errors.push(this.answerError(error, clientPath));
    }
    return errors;
  }

  private answerError(
    { message, extensions, source }: SubgraphError,
    path: readonly PathStep[] | undefined,
  ): AnswerError {
    if (source === undefined) return { message, extensions, path };
    return { message, extensions, path, source, coordinate: this.coordinate(path ?? []) };
  }

  /** Looked up once for all rows of a list. */
  private coordinate(path: readonly PathStep[]): string | undefined {
    const { operation, rootType, schema } = this.state;
    const key = path.filter((step) => typeof step === "string").join(".");
    if (!this.coordinates.has(key))
      this.coordinates.set(key, coordinateOf(operation, rootType, schema, path));
    return this.coordinates.get(key);
  }

  private async query(): Promise<Data> {
    const { context } = this.state.request;
    const cut = this.options.cut?.(context);
    const prepared = this.prepare(cut);
    const execution = this.execution(context);
    const step = prepared.step(this.overrides, this.caller);
    try {
      await this.fetch(step, execution);
    } catch (error) {
      // Its time was up before it was planned, and nothing was asked.
      if (!(error instanceof RequestEndedError)) throw error;
      for (const { sourceKey } of prepared.shape)
        execution.data[sourceKey] = FieldFailure.of(failureOf(error));
    }
    return completeFields(prepared.shape, execution.data, this.projection(prepared, cut));
  }

  /** Root fields one after the other, each an operation of its own (spec section 6.2.2). */
  private async mutation(): Promise<Data> {
    const { context: given } = this.state.request;
    const first = this.prepare(this.options.cut?.(given));
    const result: Record<string, unknown> = {};
    for (const [index, field] of first.shape.entries()) {
      const completed = await this.mutationField(index, given, first.shape.length > 1).catch(
        (error: unknown) => {
          // Whatever keeps a field from being done, what was done before it is told.
          if (index === 0 && error instanceof GraphQLError) throw error;
          if (!(error instanceof GraphQLError || error instanceof SubgraphUnavailableError)) throw error;
          const failed = { [field.sourceKey]: FieldFailure.of(failureOf(error)) };
          return this.completeRootField(field, failed, first, undefined);
        },
      );
      if (completed === undefined) return null;
      setOwnValue(result, field.responseKey, completed);
    }
    return result;
  }

  private async mutationField(index: number, given: C, isOneOfSeveral: boolean): Promise<unknown> {
    const context = isOneOfSeveral ? await this.freshContext(given) : given;
    // What the caller may meet can have changed with the context, and with it the cut.
    const cut = this.options.cut?.(context);
    const prepared = this.prepare(cut);
    // The cut takes no field away: what it forbids is completed as a refusal.
    const field = prepared.shape[index] as ShapeField;
    const execution = this.execution(context);
    await this.fetch(prepared.step(this.overrides, this.caller, field.sourceKey), execution);
    return this.completeRootField(field, execution.data, prepared, cut);
  }

  private async freshContext(given: C): Promise<C> {
    const making = this.options.beforeMutationField?.(given);
    if (making === undefined) return given;
    try {
      return await unlessAborted(making, this.state.signal);
    } catch (cause) {
      if (cause instanceof SubgraphUnavailableError) throw cause;
      throw new SubgraphUnavailableError("The context of a mutation's field failed.", undefined, { cause });
    }
  }

  private completeRootField(
    field: ShapeField,
    data: Readonly<Record<string, unknown>>,
    prepared: PreparedOperation<C>,
    cut: FieldCut | undefined,
  ): unknown {
    const projection = this.projection(prepared, cut);
    const completed = field.complete(data[field.sourceKey], projection);
    projection.under(0, field.responseKey, prepared.shape);
    return completed;
  }

  private prepare(cut: FieldCut | undefined): PreparedOperation<C> {
    const { operation, rootType, variables } = this.state;
    return this.prepared.get(operation, rootType, variables, cut);
  }

  private execution(context: C): Execution<C> {
    const { variables, signal } = this.state;
    return { data: {}, variables, context, signal, unplaced: this.unplaced };
  }

  private async fetch(step: Step<C> | Promise<Step<C>>, execution: Execution<C>): Promise<void> {
    const run = typeof step === "function" ? this.cached(step) : await this.planned(step, execution.signal);
    await run(execution);
  }

  private cached(step: Step<C>): Step<C> {
    const { context } = this.state.request;
    this.options.observe?.plan?.({ outcome: "cached", durationMs: 0, context });
    return step;
  }

  private async planned(step: Promise<Step<C>>, signal: CancelSignal): Promise<Step<C>> {
    const { observe } = this.options;
    const { context } = this.state.request;
    const begun = performance.now();
    try {
      const run = await unlessAborted(step, signal);
      observe?.plan?.({ outcome: "planned", durationMs: performance.now() - begun, context });
      return run;
    } catch (error) {
      observe?.plan?.({ outcome: "failed", durationMs: performance.now() - begun, context });
      throw error;
    }
  }

  private projection(prepared: PreparedOperation<C>, cut: FieldCut | undefined): ProjectionRun {
    const { operation, schema, request } = this.state;
    const introspection = prepared.hasIntrospection
      ? introspect(
          this.options.introspectionSchema?.(request.context) ?? schema,
          operation,
          request.variables ?? {},
        )
      : {};
    const run = new ProjectionRun(cut, operation.responseKeys, introspection, this.budget);
    this.projections.push(run);
    return run;
  }
}

/** One draw per request, rounded to the nearest percentage that matters, so that equal outcomes share a plan. */
function drawPercentage(percentages: readonly number[]): number {
  if (percentages.length === 0) return 0;
  const draw = Math.random() * 100;
  return percentages.findLast((percentage) => percentage <= draw) ?? 0;
}
