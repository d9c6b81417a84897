import type { DataObject } from "./execution";

/** The representations of one variable of one fetch, each once however many objects it stands for. */
export class RepresentationPool {
  readonly representations: DataObject[] = [];
  private readonly indexes = new Map<string, number>();

  /** The index of an equal representation, which is added when there is none. */
  add(representation: DataObject): number {
    const key = identity(representation);
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    const index = this.representations.length;
    this.representations.push(representation);
    this.indexes.set(key, index);
    return index;
  }
}

/**
 * Equal for equal representations: their keys come in the order of the plan. Strings carry their length, so that no
 * value can imitate the borders between fields; JSON.stringify would say the same at three times the price.
 */
function identity(representation: DataObject): string {
  let key = "";
  for (const name in representation) {
    const value = representation[name];
    if (typeof value === "string") key += `${name}=s${value.length}:${value};`;
    else if (typeof value === "object" && value !== null) {
      const json = JSON.stringify(value);
      key += `${name}=o${json.length}:${json};`;
    } else key += `${name}=${typeof value === "number" ? "n" : "p"}${String(value)};`;
  }
  return key;
}
