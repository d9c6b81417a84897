import type { GraphQLObjectType } from "graphql";
import { LRUCache } from "lru-cache";
import type { FieldCut } from "../cut/field-cut";
import { compilePlan } from "../executor/compile-plan";
import type { Step } from "../executor/execution";
import type { OperationPlanner } from "../planner/operation-planner";
import type { Overrides } from "../planner/query-planner";
import { asksForIntrospection } from "../projection/introspection";
import { ObjectShapes, type Shape } from "../projection/object-shapes";
import type { Supergraph } from "../supergraph/supergraph";
import type { SubgraphTransport } from "../types";
import { Conditions } from "./conditions";
import type { Operation } from "./operation";
import { plannerDocument, type Variant } from "./planner-document";

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
   * planned: one flight, whoever else asks meanwhile.
   */
  step(overrides: Overrides, rootKey?: string): Step<C> | Promise<Step<C>> {
    const key = `${overrides.percentage}/${[...overrides.labels].sort().join()}/${rootKey ?? ""}`;
    const known = this.steps.get(key);
    if (known !== undefined) return known;
    const flight = this.plan(overrides, rootKey);
    this.steps.set(key, flight);
    flight.then(
      (step) => this.steps.set(key, step),
      () => this.steps.delete(key),
    );
    return flight;
  }

  private async plan(overrides: Overrides, rootKey: string | undefined): Promise<Step<C>> {
    const { supergraph, transports, planner } = this.preparation;
    const document = plannerDocument(this.operation, this.variant, rootKey);
    if (document === undefined) return () => undefined;
    return compilePlan(await planner.plan(document, this.rootType, overrides), supergraph, transports);
  }
}

/** Prepared operations, the least recently used dropped first. */
export class PreparedOperations<C> {
  private readonly cache: LRUCache<string, PreparedOperation<C>>;

  constructor(
    private readonly preparation: Preparation<C>,
    size: number,
  ) {
    this.cache = new LRUCache({ max: size });
  }

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
    this.cache.set(key, prepared);
    return prepared;
  }
}
