import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
} from "graphql";
import type { CostDirectives, ListSize } from "../supergraph/cost-directives";

/** A size that is known from the document, or one that a variable says. */
export type Size =
  | number
  | {
      /** A number, or a list that has as many items. */
      readonly variable: string;
      readonly otherwise: number;
      readonly least?: number;
    };

/** How many there are of what a field selects, and of the lists within it that share its size. */
export interface FieldSizes {
  readonly own: readonly Size[];
  readonly within: { readonly fields: ReadonlySet<string>; readonly sizes: readonly Size[] } | undefined;
}

/** How long lists are taken to be where nothing says it. */
export interface AssumedSizes {
  /** A page whose length the operation leaves open. */
  readonly page: number;
  /** A list that cannot be paged. */
  readonly list: number;
}

/** Arguments that say how long a page is (Relay's cursor connections). */
const PAGE_ARGUMENTS = ["first", "last"];
/** Where a connection has its rows; `nodes` is GitHub's short cut past the edges. */
const ROWS = new Set(["edges", "nodes"]);
const ONE: FieldSizes = { own: [], within: undefined };

type Field = GraphQLField<unknown, unknown>;

/** Reads sizes from `@listSize` where the schema has it, else from the shape of Relay's connections. */
export class ListSizes {
  constructor(
    private readonly directives: CostDirectives,
    private readonly assumed: AssumedSizes,
  ) {}

  /** @param outer what the field around says of the size of lists within it */
  of(coordinate: string, field: Field, node: FieldNode, outer: FieldSizes["within"]): FieldSizes {
    const stated = this.directives.listSizeOf(coordinate);
    const depth = listDepth(field.type);
    if (stated !== undefined) {
      const sizes = [this.stated(stated, field, node)];
      if (stated.sizedFields.length === 0) return { own: sizes, within: undefined };
      const fields = new Set(stated.sizedFields.map((path) => path.split(".").at(-1) ?? path));
      return { own: this.plain(depth), within: { fields, sizes } };
    }
    if (outer?.fields.has(field.name) === true && depth > 0) {
      return { own: [...outer.sizes, ...this.plain(depth - 1)], within: undefined };
    }
    const paging = field.args.some(({ name }) => PAGE_ARGUMENTS.includes(name));
    if (!paging) return depth === 0 ? ONE : { own: this.given(depth, field, node), within: undefined };
    const size = this.asked(PAGE_ARGUMENTS, field, node) ?? this.assumed.page;
    if (depth > 0) return { own: [size, ...this.plain(depth - 1)], within: undefined };
    return isConnection(field.type) ? { own: [], within: { fields: ROWS, sizes: [size] } } : ONE;
  }

  private plain(depth: number): Size[] {
    return Array.from({ length: depth }, () => this.assumed.list);
  }

  /** A list that answers for each item of an argument is as long as that, or as others are. */
  private given(depth: number, field: Field, node: FieldNode): Size[] {
    const sizes = node.arguments?.flatMap(({ name, value }): Size[] => {
      const argument = field.args.find((one) => one.name === name.value);
      if (argument === undefined || !isListType(getNullableType(argument.type))) return [];
      if (value.kind === Kind.VARIABLE)
        return [{ variable: value.name.value, otherwise: this.assumed.list, least: this.assumed.list }];
      return value.kind === Kind.LIST ? [Math.max(value.values.length, this.assumed.list)] : [];
    });
    const [size = this.assumed.list] = sizes ?? [];
    return [size, ...this.plain(depth - 1)];
  }

  private stated(stated: ListSize, field: Field, node: FieldNode): Size {
    const asked = this.asked(stated.slicingArguments, field, node, stated.assumedSize);
    return asked ?? stated.assumedSize ?? this.assumed.list;
  }

  /** The largest size that one of the arguments gives; a variable's only when no literal and no other is there. */
  private asked(
    names: readonly string[],
    field: Field,
    node: FieldNode,
    otherwise = this.assumed.page,
  ): Size | undefined {
    let largest: number | undefined;
    for (const argument of field.args) {
      if (!names.includes(argument.name)) continue;
      const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      const fallback = typeof argument.defaultValue === "number" ? argument.defaultValue : otherwise;
      if (value?.kind === Kind.VARIABLE) return { variable: value.name.value, otherwise: fallback };
      if (value?.kind === Kind.INT) largest = Math.max(largest ?? 0, Number(value.value));
      if (value === undefined && typeof argument.defaultValue === "number") largest ??= argument.defaultValue;
    }
    return largest;
  }
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

function isConnection(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return false;
  const fields = named.getFields();
  return [...ROWS].some((name) => fields[name] !== undefined && listDepth(fields[name].type) > 0);
}
