import type { PlanNode } from "@graphql-hive/router-query-planner";
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  visit,
  type FieldNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { amendInterfaceObjects } from "./amend-interface-objects";
import { amendRequires } from "./amend-requires";
import { createEntryPoints, type EntryPoints } from "./entry-points";
import { withExactLiterals } from "./exact-literals";
import { rememberFailures } from "./failed-plans";
import { finishPlan } from "./finish-plan";
import { plannerSupergraph } from "./key-walk";
import { isDeadline, noPlan, PlanBudget, planWithin } from "./plan-deadline";
import { plannerSdl, withoutProvides } from "./planner-sdl";
import { createQueryPlanner, type Overrides, type QueryPlan, type QueryPlanner } from "./query-planner";
import { planSingleFetch } from "./single-fetch";
import { OperationSplitter, SPLIT_MODES, type SplitMode } from "./split-operation";
import { rebasePlan } from "./stage-plan";
import { withUsualRoots } from "./usual-roots";
import { WrongPlanError } from "./wrong-plan";

/** What the first attempt may use of the time where a second one could help. */
const FIRST_SHARE = 0.5;

/**
 * Plans operations, in parts and stages where the planner finds no plan for the whole.
 *
 * router-query-planner 0.0.38 loses its way
 * - when a field with `@requires` lies below an entity of the same type in the same subgraph (`{ user { friend {
 *   computed } } }`: "Path … cannot be found in selection set of type Query"), or when one `@requires` lies inside
 *   another; where one requires another of the same selection, it never comes back;
 * - when a fragment on an object type stands where a subgraph has an `@interfaceObject` ("No paths found").
 *
 * Split at such places and planned part by part, each part starts at a root of its own, where the planner is right.
 * That costs a fetch or two more, so it is only tried after a failure, only in the root fields that fail, and at as
 * few places as will do.
 */
export class OperationPlanner {
  readonly percentages: readonly number[];
  private readonly createPlanner: (supergraphSdl: string) => QueryPlanner;
  private readonly whole: QueryPlanner;
  private staged: { readonly entries: EntryPoints; readonly planner: QueryPlanner } | undefined;
  private unprovided: QueryPlanner | undefined;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly timeoutMs: number,
    createPlanner: (supergraphSdl: string) => QueryPlanner = createQueryPlanner,
  ) {
    this.createPlanner = withUsualRoots(withExactLiterals(createPlanner));
    this.whole = rememberFailures(this.createPlanner(plannerSupergraph(plannerSdl(supergraph.sdl))));
    this.percentages = this.whole.percentages;
  }

  /** Operations that wait to be planned. */
  get waiting(): number {
    return (this.whole.waiting ?? 0) + (this.staged?.planner.waiting ?? 0) + (this.unprovided?.waiting ?? 0);
  }

  /** Rejects with the reason when the planner cannot read the supergraph. */
  async ready(): Promise<void> {
    await this.whole.ready?.();
  }

  /**
   * Rejects with a request error: TIMEOUT past the deadline, INTERNAL when there is no plan.
   * @param caller whose operation it is: the planner serves callers in turns
   */
  async plan(
    operation: OperationDefinitionNode,
    rootType: GraphQLObjectType,
    overrides: Overrides,
    caller: string = "",
  ): Promise<QueryPlan> {
    const budget = new PlanBudget(this.timeoutMs, caller);
    try {
      return await this.attempt({ operation, rootType, overrides, budget });
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      throw noPlan(error);
    }
  }

  close(): void {
    this.whole.close?.();
    this.staged?.planner.close?.();
    this.unprovided?.close?.();
  }

  private async attempt(task: Task): Promise<QueryPlan> {
    const { operation, overrides, budget } = task;
    const share = this.supergraph.hasRequires ? FIRST_SHARE : 1;
    try {
      return this.finished(
        this.amended(await planWithin(this.whole, print(operation), overrides, budget, share), operation),
      );
    } catch (error) {
      if (error instanceof WrongPlanError) return this.unprovidedOrInParts(task, error);
      if (!isDeadline(error)) return this.inParts(task, error);
      if (!this.supergraph.hasRequires) throw error;
      return this.inStages(task, ["requires"], error);
    }
  }

  /** A wrong plan is most often one that confuses two `@provides`. */
  private async unprovidedOrInParts(task: Task, failure: unknown): Promise<QueryPlan> {
    const { operation, overrides, budget } = task;
    if (!this.supergraph.hasProvides) return this.inParts(task, failure);
    this.unprovided ??= rememberFailures(
      this.createPlanner(plannerSupergraph(withoutProvides(this.supergraph.sdl))),
    );
    try {
      return this.finished(
        this.amended(await planWithin(this.unprovided, print(operation), overrides, budget), operation),
      );
    } catch (error) {
      if (isDeadline(error)) throw error;
      return this.inParts(task, failure);
    }
  }

  /** Root fields one by one, so that one without a plan costs the others nothing. */
  private async inParts(task: Task, failure: unknown): Promise<QueryPlan> {
    const { operation } = task;
    const single = planSingleFetch(operation, this.supergraph);
    if (single !== undefined) return this.finished({ kind: "QueryPlan", node: single });
    const parts = rootFields(operation.selectionSet.selections);
    if (parts.length === 1) return this.inStages(task, SPLIT_MODES, failure);
    const plans = await Promise.all(
      parts.map((fields) => this.attempt({ ...task, operation: withSelections(operation, fields) })),
    );
    return { kind: "QueryPlan", node: { kind: "Parallel", nodes: plans.flatMap(planNodes) } };
  }

  private async inStages(task: Task, modes: readonly SplitMode[], failure: unknown): Promise<QueryPlan> {
    let last = failure;
    for (const mode of modes) {
      try {
        const plan = await this.split(task, mode);
        if (plan !== undefined) return plan;
      } catch (error) {
        if (isDeadline(error)) throw error;
        last = error;
      }
    }
    throw last;
  }

  /** Nothing when there is nowhere to split. */
  private async split(task: Task, mode: SplitMode): Promise<QueryPlan | undefined> {
    const { operation, rootType, overrides, budget } = task;
    const { entries, planner } = this.stagedPlanner();
    const splitter = new OperationSplitter(this.supergraph, entries, mode);
    const selections = splitter.split(operation.selectionSet.selections, rootType, []);
    if (splitter.stages.length === 0) return undefined;
    const plan = async (document: OperationDefinitionNode) =>
      planNodes(this.amended(await planWithin(planner, print(document), overrides, budget), document));
    const nodes = await plan(withSelections(operation, selections));
    for (const stage of splitter.stages) {
      const field = entrySelection(stage.entry.field, stage.selections);
      // Amended by itself: parts of a plan use the same keys for different things, one after the other.
      const part = await plan({ ...withSelections(operation, [field]), operation: OperationTypeNode.QUERY });
      nodes.push(...part.map((node) => rebasePlan(node, stage)));
    }
    return this.finished({ kind: "QueryPlan", node: { kind: "Sequence", nodes } });
  }

  private amended(plan: QueryPlan, operation: OperationDefinitionNode): QueryPlan {
    if (plan.node === undefined) return plan;
    const node = amendInterfaceObjects(plan.node, operation, this.supergraph);
    return { ...plan, node: amendRequires(node, this.supergraph) };
  }

  /** The plan as it runs. Throws when it would be answered wrongly. */
  private finished({ kind, node }: QueryPlan): QueryPlan {
    if (node === undefined) return { kind };
    return { kind, node: finishPlan(node, this.supergraph) };
  }

  private stagedPlanner() {
    if (this.staged === undefined) {
      const entries = createEntryPoints(this.supergraph);
      this.staged = {
        entries,
        planner: rememberFailures(this.createPlanner(plannerSupergraph(entries.supergraphSdl))),
      };
    }
    return this.staged;
  }
}

/** One operation on its way to a plan. */
interface Task {
  readonly operation: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType;
  readonly overrides: Overrides;
  readonly budget: PlanBudget;
}

/** The selections of a root by response key. Its fragments all apply: those that do not are gone already. */
function rootFields(selections: readonly SelectionNode[]): FieldNode[][] {
  const byKey = new Map<string, FieldNode[]>();
  const collect = (node: SelectionNode): void => {
    if (node.kind === Kind.INLINE_FRAGMENT) node.selectionSet.selections.forEach(collect);
    if (node.kind !== Kind.FIELD) return;
    const key = node.alias?.value ?? node.name.value;
    byKey.set(key, [...(byKey.get(key) ?? []), node]);
  };
  selections.forEach(collect);
  return [...byKey.values()];
}

function planNodes(plan: QueryPlan): PlanNode[] {
  return plan.node === undefined ? [] : [plan.node];
}

/** The operation with other selections and only the variables that these use. */
function withSelections(
  operation: OperationDefinitionNode,
  selections: readonly SelectionNode[],
): OperationDefinitionNode {
  const selectionSet = { kind: Kind.SELECTION_SET as const, selections };
  const used = new Set<string>();
  visit(selectionSet, { Variable: (variable) => void used.add(variable.name.value) });
  const variableDefinitions =
    operation.variableDefinitions?.filter((one) => used.has(one.variable.name.value)) ?? [];
  return { ...operation, variableDefinitions, selectionSet };
}

function entrySelection(field: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
