import type { Execution, Step } from "./execution";
import type { EntityGroup, GroupTargets } from "./entity-group";
import { RepresentationPool } from "./representation-pool";
import { callSubgraph, fetchVariables, type CallTarget, type SubgraphAnswer } from "./subgraph-call";
import { placeError, renameSteps, type PathError } from "./subgraph-errors";

/** A fetch of entities: one request with as many `_entities` fields as it has groups. */
export function compileEntityFetch<C>(groups: readonly EntityGroup<C>[], target: CallTarget<C>): Step<C> {
  const renamed = new Map(groups.flatMap((group) => [...group.renamed]));
  const variableNames = [...new Set(groups.map((group) => group.variable))];

  const settle = (
    execution: Execution<C>,
    pools: ReadonlyMap<string, RepresentationPool>,
    targets: readonly GroupTargets[],
    answer: SubgraphAnswer,
  ): void => {
    if (answer.data === undefined) {
      groups.forEach((group, position) => group.failWhole(targets[position] as GroupTargets, answer.errors));
      return;
    }
    const unplaced = answer.errors.filter(
      (error) => answer.data === undefined || !placeError(answer.data, error, renamed),
    );
    groups.forEach((group, position) => {
      const expected = pools.get(group.variable)?.representations.length ?? 0;
      group.settle(answer.data?.[group.alias], expected, targets[position] as GroupTargets);
    });
    for (const error of unplaced) report(execution, error, groups, targets);
  };

  return (execution) => {
    const pools = new Map<string, RepresentationPool>();
    for (const name of variableNames) pools.set(name, new RepresentationPool());
    const targets = groups.map((group) =>
      group.collect(execution, pools.get(group.variable) ?? new RepresentationPool()),
    );
    if (targets.every(({ objects }) => objects.length === 0)) return undefined;
    const own: Record<string, unknown> = {};
    for (const [name, pool] of pools) own[name] = pool.representations;
    const variables = fetchVariables(target, execution, own);
    return callSubgraph(target, execution, variables).then((answer) =>
      settle(execution, pools, targets, answer),
    );
  };
}

/** An error that explains no null is still told, at the places of the object that it speaks of. */
function report<C>(
  execution: Execution<C>,
  { error, path }: PathError,
  groups: readonly EntityGroup<C>[],
  targets: readonly GroupTargets[],
): void {
  const position = groups.findIndex((group) => group.alias === path[0]);
  const index = path[1];
  const places =
    position < 0 || typeof index !== "number"
      ? []
      : (groups[position]?.pathsOf(execution, targets[position] as GroupTargets, index) ?? []);
  if (places.length === 0) execution.unplaced.push({ error, path: undefined });
  for (const place of places)
    execution.unplaced.push({
      error,
      path: [...place, ...renameSteps(path.slice(2), groups[position]?.renamed ?? new Map<string, string>())],
    });
}
