type Path = readonly (string | number)[];

/** A place of the answer that was refused. */
export interface RefusedPlace {
  /** Equal for refusals that say the same: coordinate, code and what is held. */
  readonly reason: string;
  readonly path: Path;
}

/** Refusals that go out as one error. */
export interface RefusalSummary {
  readonly path: Path;
  /** Set from two rows of one list on: their indexes, and the response keys below each. */
  readonly rows: { readonly indexes: readonly number[]; readonly field: readonly string[] } | null;
}

interface Group {
  readonly path: Path;
  /** Where in the path the index of the innermost list stands; −1 outside lists. */
  readonly at: number;
  readonly indexes: number[];
}

/**
 * Gathers refused rows: those of one innermost list that were refused the same field for the same reason are one error,
 * at the list's path; a single row keeps its full path (access.md, "What the client gets"). Linear in the places: a page
 * of 1,000 rows with ten refused fields is 10,000 of them.
 * @returns a summary at the position of each group's first place, `null` for the places that it stands for as well
 */
export function summariseRefusals(places: readonly (RefusedPlace | null)[]): (RefusalSummary | null)[] {
  const groups = new Map<string, Group>();
  const firsts = places.map((place) => {
    if (place === null) return null;
    const { path, reason } = place;
    const at = innermostIndex(path);
    const key = groupKey(reason, path, at);
    const known = groups.get(key);
    if (known !== undefined) {
      if (at >= 0) known.indexes.push(path[at] as number);
      return null;
    }
    const group: Group = { path, at, indexes: at >= 0 ? [path[at] as number] : [] };
    groups.set(key, group);
    return group;
  });
  return firsts.map((group) => (group === null ? null : toSummary(group)));
}

function innermostIndex(path: Path): number {
  for (let at = path.length - 1; at >= 0; at--) if (typeof path[at] === "number") return at;
  return -1;
}

/** Response keys are GraphQL names and never begin with a digit: joined by dots no two paths are alike. */
function groupKey(reason: string, path: Path, at: number): string {
  let key = reason;
  for (let index = 0; index < path.length; index++) key += index === at ? ".*" : `.${path[index] ?? ""}`;
  return key;
}

function toSummary({ path, at, indexes }: Group): RefusalSummary {
  const sorted = [...new Set(indexes)].toSorted((one, other) => one - other);
  if (sorted.length < 2) return { path, rows: null };
  const field = path.slice(at + 1).map(String);
  return { path: path.slice(0, at), rows: { indexes: sorted, field } };
}
