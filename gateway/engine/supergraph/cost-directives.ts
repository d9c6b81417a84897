import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from "graphql";

/** `@listSize` of the cost specification, as far as the size of a list follows from it. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Lists within the field's type that the size holds for, instead of the field itself. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says of its cost (https://specs.apollo.dev/cost/v0.1, under the spec's own names). */
export interface CostDirectives {
  /** `@cost(weight:)` of a field, `Type.field`, or of a type. */
  weightOf(coordinate: string): number | undefined;
  listSizeOf(coordinate: string): ListSize | undefined;
}

/** Composition writes the spec's main directive bare and the others with its prefix, unless they are imported. */
const LIST_SIZE = new Set(["listSize", "cost__listSize"]);

/** Reads `@cost` and `@listSize` (Apollo's cost specification) of a supergraph. */
export function readCostDirectives(supergraph: DocumentNode): CostDirectives {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      if (directive.name.value === "cost") {
        const weight = numberOf(argumentOf(directive, "weight"));
        if (weight !== undefined) weights.set(coordinate, weight);
      }
      if (LIST_SIZE.has(directive.name.value)) sizes.set(coordinate, listSize(directive));
    }
  };
  for (const node of supergraph.definitions) {
    if (!("name" in node) || node.name === undefined) continue;
    const type = node.name.value;
    if ("directives" in node && node.kind !== Kind.FRAGMENT_DEFINITION)
      read(type, node.directives as readonly ConstDirectiveNode[] | undefined);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) read(`${type}.${field.name.value}`, field.directives);
  }
  return {
    weightOf: (coordinate) => weights.get(coordinate),
    listSizeOf: (coordinate) => sizes.get(coordinate),
  };
}

function listSize(directive: ConstDirectiveNode): ListSize {
  return {
    assumedSize: numberOf(argumentOf(directive, "assumedSize")),
    slicingArguments: stringsOf(argumentOf(directive, "slicingArguments")),
    sizedFields: stringsOf(argumentOf(directive, "sizedFields")),
  };
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

/** Weights are numbers, or numbers in strings. */
function numberOf(value: ConstValueNode | undefined): number | undefined {
  if (value?.kind !== Kind.INT && value?.kind !== Kind.FLOAT && value?.kind !== Kind.STRING) return undefined;
  const number = Number(value.value);
  return Number.isFinite(number) ? number : undefined;
}

function stringsOf(value: ConstValueNode | undefined): string[] {
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}
