import type { GraphQLObjectType } from "graphql";
import type { EngineCache } from "./cache/cache";
import type { FieldCut } from "./cut/field-cut";
import { compilePlan } from "./executor/compile-plan";
import type { Step } from "./executor/execution";
import type { OperationPlanner } from "./planner/operation-planner";
import type { Overrides } from "./planner/query-planner";
import { asksForIntrospection } from "./projection/introspection";
import { ObjectShapes, type Shape } from "./projection/object-shapes";
import type { Supergraph } from "./supergraph/supergraph";
import type { SubgraphTransport } from "./contract/subgraph";
import { Conditions } from "./operation/conditions";
import type { Operation } from "./operation/operation";
import { plannerDocument, type Variant } from "./operation/planner-document";

/** What preparing needs of the engine. */
export interface Preparation<C> {
  readonly supergraph: Supergraph;
  readonly transports: ReadonlyMap<string, SubgraphTransport<C>>;
  readonly planner: OperationPlanner;
}

/** An operation for one outcome of its conditions and one cut: its shape, and its plans once they are asked for. */
export class PreparedOperation<C> {
  readonly shape: Shape;
  readonly hasIntrospection: boolean;
  private readonly steps = new Map<string, Step<C> | Promise<Step<C>>>();

  constructor(
    readonly operation: Operation,
    private readonly variant: Variant,
    private readonly rootType: GraphQLObjectType,
    private readonly preparation: Preparation<C>,
  ) {
    this.shape = new ObjectShapes(operation, variant).compile(rootType, [operation.node.selectionSet]);
    this.hasIntrospection = asksForIntrospection(operation);
  }

  /**
   * What fetches the operation, or only its root field with source key `rootKey`. A promise while it is being
   * planned: one flight, whoever else asks meanwhile, in the turn of the caller who asked first.
   */
  step(overrides: Overrides, caller: string, rootKey?: string): Step<C> | Promise<Step<C>> {
    const key = `${overrides.percentage}/${[...overrides.labels].sort().join()}/${rootKey ?? ""}`;
    const known = this.steps.get(key);
    if (known !== undefined) return known;
    const flight = this.plan(overrides, caller, rootKey);
    this.steps.set(key, flight);
    flight.then(
      (step) => this.steps.set(key, step),
      () => this.steps.delete(key),
    );
    return flight;
  }

  private async plan(overrides: Overrides, caller: string, rootKey: string | undefined): Promise<Step<C>> {
    const { supergraph, transports, planner } = this.preparation;
    const document = plannerDocument(this.operation, this.variant, rootKey);
    if (document === undefined) return () => undefined;
    return compilePlan(
      await planner.plan(document, this.rootType, overrides, caller),
      supergraph,
      transports,
    );
  }
}

/** Bytes that a prepared operation keeps for each field, with its shape, its plans and their compiled steps. */
const BYTES_PER_FIELD = 1_000;
const BYTES_PER_OPERATION = 16_000;

/** Prepared operations, for as long as the cache keeps them. */
export class PreparedOperations<C> {
  constructor(
    private readonly preparation: Preparation<C>,
    private readonly cache: EngineCache<PreparedOperation<C>>,
  ) {}

  get size(): number {
    return this.cache.size;
  }

  get(
    operation: Operation,
    rootType: GraphQLObjectType,
    variables: Readonly<Record<string, unknown>>,
    cut: FieldCut | undefined,
  ): PreparedOperation<C> {
    const conditions = Conditions.of(operation.conditionVariables, variables);
    const key = `${operation.id}/${conditions.key}/${cut === undefined ? "" : `=${cut.key}`}`;
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    const { apiSchema: schema, interfaceObjects } = this.preparation.supergraph;
    const variant = { schema, conditions, cut, interfaceObjects };
    const prepared = new PreparedOperation(operation, variant, rootType, this.preparation);
    this.cache.set(key, prepared, BYTES_PER_OPERATION + operation.fields * BYTES_PER_FIELD);
    return prepared;
  }
}
