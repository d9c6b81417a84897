import type { PlanNode } from "@graphql-hive/router-query-planner";
import { OperationTypeNode, print, type OperationDefinitionNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { checkSelections } from "./check-selections";

/**
 * The plan of an operation that one subgraph can answer whole, by `@provides`: one fetch. Nothing when there is no such subgraph. Where
 * a field is reachable through `@provides` alone, router-query-planner 0.0.38 finds no plan for it and what stands
 * beside it ("No paths found for selection item").
 */
export function planSingleFetch(
  operation: OperationDefinitionNode,
  supergraph: Supergraph,
): PlanNode | undefined {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = supergraph.rootTypeName(isMutation ? "Mutation" : "Query");
  for (const subgraph of supergraph.subgraphs.keys()) {
    const isAnswered = (usesProvides: boolean) =>
      checkSelections(operation, root, subgraph, supergraph, usesProvides) === undefined;
    if (!isAnswered(true) || isAnswered(false)) continue;
    const variableUsages = (operation.variableDefinitions ?? []).map((one) => one.variable.name.value);
    return {
      kind: "Fetch",
      serviceName: subgraph,
      operationKind: isMutation ? "mutation" : "query",
      operation: print(operation),
      variableUsages,
    };
  }
  return undefined;
}
