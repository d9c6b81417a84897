import type { BatchFetchNode, FetchNode, PlanNode } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, type OperationDefinitionNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { amendShapes } from "./amend-shapes";
import { amendTypenames } from "./amend-typenames";
import { checkPlan } from "./check-plan";
import { inlineFragments } from "./inline-fragments";
import { mapFetches } from "./map-fetches";

/**
 * The plan as it runs: every fetch amended and checked. Each is read once, and written once where it was amended.
 * @throws WrongPlanError when the plan would be answered wrongly
 */
export function finishPlan(root: PlanNode, supergraph: Supergraph): PlanNode {
  const operations = new Map<FetchNode | BatchFetchNode, OperationDefinitionNode>();
  const finished = mapFetches(root, (fetch) => {
    const read = finishFetch(fetch, supergraph);
    if (read.operation !== undefined) operations.set(read.fetch, read.operation);
    return read.fetch;
  });
  checkPlan(finished, supergraph, operations);
  return finished;
}

function finishFetch<T extends FetchNode | BatchFetchNode>(
  given: T,
  supergraph: Supergraph,
): { readonly fetch: T; readonly operation: OperationDefinitionNode | undefined } {
  const rootType = supergraph.rootTypeName(given.operationKind === "mutation" ? "Mutation" : "Query");
  const planned = parse(given.operation, { noLocation: true });
  const named = amendTypenames(planned, rootType, given.serviceName, supergraph);
  const inlined = inlineFragments(named);
  const { fetch, document } = amendShapes(given, inlined, rootType, supergraph);
  // What no key was renamed in keeps its fragments: they make it short.
  const written = document === inlined ? named : document;
  return {
    fetch: written === planned ? fetch : { ...fetch, operation: print(written) },
    operation: document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION),
  };
}
