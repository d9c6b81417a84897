/** Where a name goes once there are too many. */
const OTHER = "other";

/** Names as values of a label: the first so many are kept, all others are one. A client may choose its names. */
export class BoundedNames {
  private readonly known = new Set<string>();

  /** @param max how many names are kept */
  constructor(private readonly max: number) {}

  of(name: string): string {
    if (this.known.has(name)) return name;
    if (this.known.size >= this.max) return OTHER;
    this.known.add(name);
    return name;
  }
}
