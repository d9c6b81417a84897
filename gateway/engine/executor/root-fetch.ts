import type { FetchNode, FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import type { Supergraph } from "../supergraph/supergraph";
import type { DataObject, Execution, Step } from "./execution";
import { failFields } from "./fail-fields";
import { compileLocate } from "./locate";
import { mergeInto } from "./merge";
import { compileRewrites, renamedKeys } from "./rewrites";
import { readSelectionTree, type SelectionTree } from "./selection-tree";
import { callSubgraph, fetchVariables, type CallTarget, type SubgraphAnswer } from "./subgraph-call";
import { placeError, renameSteps } from "./subgraph-errors";

/**
 * A fetch that asks a subgraph's root type. Its answer is merged at the root of the data, or, under a path, into
 * every object found there (a field that answers the query type itself).
 */
export function compileRootFetch<C>(
  node: FetchNode,
  path: readonly FlattenNodePathSegment[],
  target: CallTarget<C>,
  supergraph: Supergraph,
): Step<C> {
  const rewrites = compileRewrites(node.outputRewrites, supergraph);
  const locate = compileLocate(path, supergraph);
  const renamed = renamedKeys(node.outputRewrites);
  let tree: SelectionTree | undefined;

  const settle = (execution: Execution<C>, objects: readonly DataObject[], answer: SubgraphAnswer): void => {
    if (answer.data === undefined) {
      tree ??= readSelectionTree(node.operation, undefined, renamed);
      const causes = answer.errors.map(({ error, path: tail }) => ({
        error,
        tail: renameSteps(tail, renamed),
      }));
      for (const object of objects) failFields(object, tree, causes, supergraph);
      return;
    }
    for (const error of answer.errors) {
      if (placeError(answer.data, error, renamed)) continue;
      const isPlain = path.length === 0 && error.path.length > 0;
      execution.unplaced.push({
        error: error.error,
        path: isPlain ? renameSteps(error.path, renamed) : undefined,
      });
    }
    for (const rewrite of rewrites) rewrite(answer.data);
    for (const object of objects) mergeInto(object, answer.data, objects.length > 1, supergraph.isObjectType);
  };

  return (execution) => {
    const objects: DataObject[] = [];
    locate(execution.data, objects);
    if (objects.length === 0) return undefined;
    const variables = fetchVariables(target, execution, undefined);
    return callSubgraph(target, execution, variables).then((answer) => settle(execution, objects, answer));
  };
}
