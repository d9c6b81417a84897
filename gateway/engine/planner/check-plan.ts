import type { BatchFetchNode, FetchNode, PlanNode } from "@graphql-hive/router-query-planner";
import type { OperationDefinitionNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { checkSelections } from "./check-selections";
import { FetchedFields } from "./fetched-fields";
import { WrongPlanError } from "./wrong-plan";

type Path = Extract<PlanNode, { kind: "Flatten" }>["path"];

/**
 * Checks a plan before it runs: each fetch is valid in its subgraph's schema and asks for nothing `@external` outside
 * the `@provides` that opens it, its variables are unique, and each representation can be built from what earlier
 * fetches answer. What the planner gets wrong becomes an error here, and never a null without one.
 * @param operations the operation of each fetch, read already, fragments inlined
 * @throws WrongPlanError
 */
export function checkPlan(root: PlanNode, supergraph: Supergraph, operations: FetchOperations): void {
  // A single fetch at the root gives nothing to any other.
  new PlanCheck(supergraph, operations, root.kind !== "Fetch").check(root, []);
}

/** What each fetch of a plan asks. */
export type FetchOperations = ReadonlyMap<FetchNode | BatchFetchNode, OperationDefinitionNode>;

class PlanCheck {
  private readonly fetched: FetchedFields;

  constructor(
    private readonly supergraph: Supergraph,
    private readonly operations: FetchOperations,
    private readonly hasSeveral: boolean,
  ) {
    this.fetched = new FetchedFields(supergraph);
  }

  check(node: PlanNode, path: Path): void {
    switch (node.kind) {
      case "Sequence":
      case "Parallel":
        // What runs in parallel cannot use each other's answers; the planner puts no such fetches side by side.
        node.nodes.forEach((child) => this.check(child, path));
        return;
      case "Flatten":
        this.check(node.node, [...path, ...node.path]);
        return;
      case "Fetch":
        this.fetch(node, path);
        return;
      case "BatchFetch":
        this.batch(node);
        return;
      default:
        throw new WrongPlanError(`The plan has a node of kind ${node.kind}, which was not asked for.`);
    }
  }

  private fetch(node: FetchNode, path: Path): void {
    const operation = this.operation(node);
    const { requires = [], serviceName, operationKind } = node;
    if (requires.length > 0) {
      this.fetched.require(requires, path, serviceName);
      this.fetched.addEntities(operation, "_entities", path, node.outputRewrites);
    } else if (this.hasSeveral) {
      const root = this.supergraph.rootTypeName(operationKind === "mutation" ? "Mutation" : "Query");
      this.fetched.add(operation.selectionSet, root, path, node.outputRewrites);
    }
  }

  private batch(node: BatchFetchNode): void {
    const operation = this.operation(node);
    for (const { alias, paths, requires, outputRewrites } of node.entityBatch.aliases) {
      for (const path of paths) this.fetched.require(requires, path, node.serviceName);
      for (const path of paths) this.fetched.addEntities(operation, alias, path, outputRewrites);
    }
  }

  private operation(node: FetchNode | BatchFetchNode): OperationDefinitionNode {
    const operation = this.operations.get(node);
    if (operation === undefined) throw new WrongPlanError("A fetch has no operation.");
    const root = this.supergraph.rootTypeName(node.operationKind === "mutation" ? "Mutation" : "Query");
    const fault =
      variableFault(operation) ?? checkSelections(operation, root, node.serviceName, this.supergraph);
    if (fault !== undefined) throw new WrongPlanError(`${fault} In: ${node.serviceName} ${node.operation}`);
    return operation;
  }
}

function variableFault({ variableDefinitions = [] }: OperationDefinitionNode): string | undefined {
  const names = new Set(variableDefinitions.map((one) => one.variable.name.value));
  return names.size === variableDefinitions.length ? undefined : "Two variables have one name.";
}
