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

interface Group extends RefusedPlace {
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
  const groups = new Groups();
  const firsts = places.map((place) => {
    if (place === null) return null;
    const at = innermostIndex(place.path);
    const known = groups.find(place, at);
    if (known === undefined) return groups.begin(place, at);
    if (at >= 0) known.indexes.push(place.path[at] as number);
    return null;
  });
  return firsts.map((group) => (group === null ? null : toSummary(group)));
}

/** How many groups a row's fields make at most, as a rule: so many are compared before a key is built. */
const RECENT = 16;

class Groups {
  private readonly byKey = new Map<string, Group>();
  /** The groups met last. Rows follow each other, so that most places belong to one of these; building keys is dear. */
  private readonly recent: Group[] = [];
  private next = 0;

  find(place: RefusedPlace, at: number): Group | undefined {
    for (const group of this.recent) if (belongs(place, at, group)) return group;
    const known = this.byKey.get(groupKey(place, at));
    if (known !== undefined) this.remember(known);
    return known;
  }

  begin({ reason, path }: RefusedPlace, at: number): Group {
    const group: Group = { reason, path, at, indexes: at >= 0 ? [path[at] as number] : [] };
    this.byKey.set(groupKey(group, at), group);
    this.remember(group);
    return group;
  }

  private remember(group: Group): void {
    this.recent[this.next] = group;
    this.next = (this.next + 1) % RECENT;
  }
}

/** From the end: the fields of one row differ there. */
function belongs({ reason, path }: RefusedPlace, at: number, group: Group): boolean {
  if (path.length !== group.path.length || at !== group.at || reason !== group.reason) return false;
  for (let index = path.length - 1; index >= 0; index--) {
    if (index !== at && path[index] !== group.path[index]) return false;
  }
  return true;
}

function innermostIndex(path: Path): number {
  for (let at = path.length - 1; at >= 0; at--) if (typeof path[at] === "number") return at;
  return -1;
}

/** Response keys are GraphQL names and never begin with a digit: joined by dots no two paths are alike. */
function groupKey({ reason, path }: RefusedPlace, at: number): string {
  return `${reason} ${at} ${path.map((step, index) => (index === at ? "*" : step)).join(".")}`;
}

function toSummary({ path, at, indexes }: Group): RefusalSummary {
  const sorted = [...new Set(indexes)].toSorted((one, other) => one - other);
  if (sorted.length < 2) return { path, rows: null };
  const field = path.slice(at + 1).map(String);
  return { path: path.slice(0, at), rows: { indexes: sorted, field } };
}
