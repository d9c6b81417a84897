/** Who imports whom, by name. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** A graph of edges between names; an edge from a name to itself says nothing. */
export function graphOf(edges: Iterable<readonly [from: string, to: string]>): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (!graph.has(from)) graph.set(from, new Set());
    if (!graph.has(to)) graph.set(to, new Set());
    if (from !== to) graph.get(from)?.add(to);
  }
  return graph;
}

/** Sets of names that all reach each other: Tarjan's strongly connected components with more than one member, sorted. */
export function cyclesOf(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const cycles: string[][] = [];

  const visit = (name: string): number => {
    const number = order.size;
    order.set(name, number);
    low.set(name, number);
    path.push(name);
    onPath.add(name);
    for (const next of graph.get(name) ?? []) {
      const reached = order.has(next) ? (onPath.has(next) ? (order.get(next) ?? 0) : number) : visit(next);
      low.set(name, Math.min(low.get(name) ?? number, reached));
    }
    if (low.get(name) === number) {
      const members = path.splice(path.indexOf(name));
      for (const member of members) onPath.delete(member);
      if (members.length > 1) cycles.push(members.toSorted());
    }
    return low.get(name) ?? number;
  };

  for (const name of graph.keys()) if (!order.has(name)) visit(name);
  return cycles.toSorted((one, other) => (one[0] ?? "").localeCompare(other[0] ?? ""));
}
