import type {
  FetchRewrite,
  FlattenNodePathSegment,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import { Kind, type OperationDefinitionNode, type SelectionSetNode } from "graphql";
import { renamedKeys } from "../executor/rewrites";
import type { Supergraph } from "../supergraph/supergraph";
import { WrongPlanError } from "./wrong-plan";

type Path = readonly FlattenNodePathSegment[];

/** One object of the data as a plan fills it: under each key, for which types it is there and what is below. */
class Place {
  readonly fields = new Map<string, FetchedField>();

  at(key: string, type: string): FetchedField {
    const found = this.fields.get(key);
    if (found === undefined) {
      const made = { types: [type], below: undefined };
      this.fields.set(key, made);
      return made;
    }
    if (!found.types.includes(type)) found.types.push(type);
    return found;
  }
}

interface FetchedField {
  readonly types: string[];
  below: Place | undefined;
}

/** What the fetches of a plan have answered so far, as far as the plan tells: keys, not values. */
export class FetchedFields {
  private readonly root = new Place();

  constructor(private readonly supergraph: Supergraph) {}

  /** Notes what a fetch of `type`'s fields answers at a path. */
  add(set: SelectionSetNode, type: string, path: Path, rewrites: readonly FetchRewrite[] | undefined): void {
    const renamed = renamedKeys(rewrites);
    for (const place of this.places(path)) this.note(set, type, place, renamed);
  }

  addEntities(
    operation: OperationDefinitionNode,
    alias: string,
    path: Path,
    rewrites: readonly FetchRewrite[] | undefined,
  ): void {
    for (const node of operation.selectionSet.selections) {
      if (node.kind !== Kind.FIELD || (node.alias?.value ?? node.name.value) !== alias) continue;
      if (node.selectionSet !== undefined) this.add(node.selectionSet, "", path, rewrites);
    }
  }

  /** @throws WrongPlanError when no representation could be built from what is there */
  require(requires: readonly RequiresSelection[], path: Path, subgraph: string): void {
    const places = this.places(path);
    if (places.length === 0) throw new WrongPlanError(`Nothing was fetched at ${describe(path)}.`);
    for (const one of requires) {
      const isThere = places.some((place) => this.has(one, place, undefined, subgraph));
      if (!isThere)
        throw new WrongPlanError(
          `What ${subgraph} is asked by at ${describe(path)} was not fetched: ${JSON.stringify(one)}`,
        );
    }
  }

  private has(
    one: RequiresSelection,
    at: Place,
    type: string | undefined,
    subgraph: string | undefined,
  ): boolean {
    if (one.kind === "InlineFragment") {
      const { typeCondition, selections } = one;
      const missing = selections.filter((below) => !this.has(below, at, typeCondition, undefined));
      return missing.length === 0 || (subgraph !== undefined && this.hasOtherKey(missing, one, subgraph));
    }
    if (one.kind !== "Field") return false;
    if (one.name === "__typename") return true;
    const found = at.fields.get(one.name);
    if (found === undefined) return false;
    if (type !== undefined && !this.overlaps(type, found.types)) return false;
    const place = found.below ?? new Place();
    return (one.selections ?? []).every((below) => this.has(below, place, undefined, undefined));
  }

  /** Where a plan names two keys, either will do. */
  private hasOtherKey(
    missing: readonly RequiresSelection[],
    { typeCondition, selections }: Extract<RequiresSelection, { kind: "InlineFragment" }>,
    subgraph: string,
  ): boolean {
    const nameOf = (one: RequiresSelection) => (one.kind === "Field" ? (one.alias ?? one.name) : "");
    const gone = new Set(missing.map(nameOf));
    const there = new Set(selections.map(nameOf).filter((name) => !gone.has(name)));
    const keys = this.supergraph
      .keys(typeCondition, subgraph)
      .map((key) => key.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])));
    return (
      keys.some((key) => key.every((name) => there.has(name))) &&
      [...gone].every((name) => keys.some((key) => key.includes(name)))
    );
  }

  private overlaps(type: string, types: readonly string[]): boolean {
    const possible = this.supergraph.matching(type);
    return types.some((one) => possible.has(one) || this.supergraph.matching(one).has(type));
  }

  private note(
    set: SelectionSetNode,
    type: string,
    place: Place,
    renamed: ReadonlyMap<string, string>,
  ): void {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        this.note(node.selectionSet, node.typeCondition?.name.value ?? type, place, renamed);
      if (node.kind !== Kind.FIELD) continue;
      const key = node.alias?.value ?? node.name.value;
      const field = place.at(renamed.get(key) ?? key, type);
      if (node.selectionSet === undefined) continue;
      this.note(
        node.selectionSet,
        this.supergraph.fieldType(type, node.name.value, "").type,
        (field.below ??= new Place()),
        renamed,
      );
    }
  }

  private places(path: Path): Place[] {
    let places = [this.root];
    for (const segment of path) {
      if (segment === "@" || "TypeCondition" in segment) continue;
      places = places.flatMap((place) => {
        const found = place.fields.get(segment.Field);
        return found === undefined ? [] : [(found.below ??= new Place())];
      });
    }
    return places;
  }
}

function describe(path: Path): string {
  return path
    .map((segment) => {
      if (segment === "@") return "@";
      return "Field" in segment ? segment.Field : `(${segment.TypeCondition.join("|")})`;
    })
    .join(".");
}
