import type { BatchFetchNode, FetchNode, PlanNode } from "@graphql-hive/router-query-planner";

/** The plan with each of its fetches replaced by what `change` makes of it. */
export function mapFetches(
  node: PlanNode,
  change: <T extends FetchNode | BatchFetchNode>(fetch: T) => T,
): PlanNode {
  switch (node.kind) {
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map((child) => mapFetches(child, change)) };
    case "Flatten":
      return { ...node, node: mapFetches(node.node, change) };
    case "Fetch":
    case "BatchFetch":
      return change(node);
    default:
      return node;
  }
}
