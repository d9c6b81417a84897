/** What of a V8 CPU profile (`--cpu-prof`) is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  /** The node on top of the stack at each sample, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Owners by their share of the samples that were not idle, the largest first; below each its largest functions. */
export interface Owner {
  readonly name: string;
  readonly share: number;
  readonly functions: readonly { readonly name: string; readonly share: number }[];
}

/**
 * Gives each sample to the nearest file on its stack that belongs to a package or to a folder of ours: what Node does
 * for a library is the library's.
 * @param after samples of the first so many seconds are left out, while the process starts and compiles
 */
export function ownersOf(profile: CpuProfile, after: number): Owner[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  );
  const ownerAt = (id: number): string => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const owner = ownerOf(nodes.get(at)?.callFrame.url ?? "");
      if (owner !== undefined) return owner;
    }
    return "Node.js itself";
  };
  const times = new Map<string, Map<string, number>>();
  let now = 0;
  let busy = 0;
  for (const [index, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[index] ?? 0;
    now += delta;
    const name = nodes.get(id)?.callFrame.functionName ?? "";
    if (now < after * 1_000_000 || name === "(idle)") continue;
    busy += delta;
    const owner = name.startsWith("(") ? name : ownerAt(id);
    const functions = times.get(owner) ?? new Map<string, number>();
    times.set(owner, functions.set(name, (functions.get(name) ?? 0) + delta));
  }
  const shares = (entries: Iterable<[string, number]>) =>
    Array.from(entries, ([name, time]) => ({ name, share: time / busy })).sort(
      (one, other) => other.share - one.share,
    );
  return Array.from(times, ([name, functions]) => {
    const largest = shares(functions);
    return { name, share: largest.reduce((sum, { share }) => sum + share, 0), functions: largest };
  }).sort((one, other) => other.share - one.share);
}

/** The package of a file, or the folder of ours; undefined for Node's own. */
function ownerOf(url: string): string | undefined {
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  const [, ours] = /\/dist\/((?:gateway\/engine|[^/]+)\/[^/]+)/.exec(url) ?? [];
  return inPackage ?? ours;
}
