import type { PlanNode } from "@graphql-hive/router-query-planner";
import {
  Kind,
  OperationTypeNode,
  print,
  visit,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { amendRequires } from "./amend-requires";
import { createEntryPoints, type EntryPoints } from "./entry-points";
import { isDeadline, planWithin } from "./plan-deadline";
import { createQueryPlanner, type Overrides, type QueryPlan, type QueryPlanner } from "./query-planner";
import { OperationSplitter, type SplitMode } from "./split-operation";
import { rebasePlan } from "./stage-plan";

/**
 * Plans operations, in stages where the planner finds no plan for the whole.
 *
 * router-query-planner 0.0.38 loses its way when a field with `@requires` lies below an entity of the same type in
 * the same subgraph (`{ user { friend { computed } } }`: "Path … cannot be found in selection set of type Query"), or
 * when one `@requires` lies inside another. Split at such entities and planned part by part, each part starts at a
 * root of its own, where the planner is right. That costs a fetch or two more, so it is only tried after a failure.
 */
export class OperationPlanner {
  readonly percentages: readonly number[];
  private readonly whole: QueryPlanner;
  private staged: { readonly entries: EntryPoints; readonly planner: QueryPlanner } | undefined;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly timeoutMs: number,
    private readonly createPlanner: (supergraphSdl: string) => QueryPlanner = createQueryPlanner,
  ) {
    this.whole = createPlanner(supergraph.sdl);
    this.percentages = this.whole.percentages;
  }

  /** Rejects with a request error: TIMEOUT past the deadline, INTERNAL when there is no plan. */
  async plan(
    operation: OperationDefinitionNode,
    rootType: GraphQLObjectType,
    overrides: Overrides,
  ): Promise<QueryPlan> {
    try {
      return this.amended(await planWithin(this.whole, print(operation), overrides, this.timeoutMs));
    } catch (error) {
      if (isDeadline(error)) throw error;
    }
    try {
      return await this.inStages(operation, rootType, overrides, "requires");
    } catch (error) {
      if (isDeadline(error)) throw error;
    }
    return this.inStages(operation, rootType, overrides, "entities");
  }

  private async inStages(
    operation: OperationDefinitionNode,
    rootType: GraphQLObjectType,
    overrides: Overrides,
    mode: SplitMode,
  ): Promise<QueryPlan> {
    const { entries, planner } = this.stagedPlanner();
    const splitter = new OperationSplitter(this.supergraph, entries, mode);
    const selections = splitter.split(operation.selectionSet.selections, rootType, []);
    const main = await planWithin(
      planner,
      print(withSelections(operation, selections)),
      overrides,
      this.timeoutMs,
    );
    const nodes = planNodes(this.amended(main));
    for (const stage of splitter.stages) {
      const field = entrySelection(stage.entry.field, stage.selections);
      const text = print({ ...withSelections(operation, [field]), operation: OperationTypeNode.QUERY });
      const plan = await planWithin(planner, text, overrides, this.timeoutMs);
      // Amended by itself: parts of a plan use the same keys for different things, one after the other.
      nodes.push(...planNodes(this.amended(plan)).map((node) => rebasePlan(node, stage)));
    }
    return { kind: "QueryPlan", node: { kind: "Sequence", nodes } };
  }

  private amended(plan: QueryPlan): QueryPlan {
    return plan.node === undefined ? plan : { ...plan, node: amendRequires(plan.node, this.supergraph) };
  }

  private stagedPlanner() {
    if (this.staged === undefined) {
      const entries = createEntryPoints(this.supergraph);
      this.staged = { entries, planner: this.createPlanner(entries.supergraphSdl) };
    }
    return this.staged;
  }
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
