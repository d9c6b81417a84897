import { stringifyExact } from "../../../runtime/exact-json";
import type { DataObject } from "./execution";

/** The representations of one variable of one fetch, each once however many objects it stands for. */
export class RepresentationPool {
  readonly representations: DataObject[] = [];
  private readonly indexes = new Map<string, number>();
  /** Of those that are a type and one text, as nearly all are, by that text: of the type and field that came last. */
  private plain = { typename: "", field: "", indexes: this.indexes };
  private readonly plains = new Map<string, Map<string, number>>();

  /** The index of an equal representation, which is added when there is none. */
  add(representation: DataObject): number {
    const field = onlyField(representation);
    const text = field === undefined ? undefined : representation[field];
    return field === undefined || typeof text !== "string"
      ? this.place(representation, this.indexes, identity(representation))
      : this.place(representation, this.plainOf(String(representation["__typename"]), field), text);
  }

  private place(representation: DataObject, indexes: Map<string, number>, key: string): number {
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = this.representations.push(representation) - 1;
    indexes.set(key, index);
    return index;
  }

  private plainOf(typename: string, field: string): Map<string, number> {
    const { plain, plains } = this;
    if (typename === plain.typename && field === plain.field) return plain.indexes;
    // Neither name has a space in it (spec section 2.1.9).
    const names = `${typename} ${field}`;
    let indexes = plains.get(names);
    if (indexes === undefined) plains.set(names, (indexes = new Map()));
    this.plain = { typename, field, indexes };
    return indexes;
  }
}

/** The one field that a representation has besides its type's name. */
function onlyField(representation: DataObject): string | undefined {
  let only: string | undefined;
  for (const name in representation) {
    if (name === "__typename") continue;
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
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
      const json = stringifyExact(value);
      key += `${name}=o${json.length}:${json};`;
    } else key += `${name}=${typeof value === "number" ? "n" : "p"}${String(value)};`;
  }
  return key;
}
