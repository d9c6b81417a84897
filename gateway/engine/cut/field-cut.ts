import type { GraphQLCompositeType, GraphQLObjectType } from "graphql";

/** Which coordinates (`Sim.imsi`) a caller can meet nowhere. */
export interface FieldCut {
  /** Two cuts with equal keys must cut alike: compiled operations are cached by it. */
  readonly key: string;
  isCut(coordinate: string): boolean;
  /** The error for one cut field of one object that is in the answer. */
  error(coordinate: string): {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  };
}

/**
 * Whether a field need not be fetched at all: it is cut on every object type that can stand there. `parent` is the
 * type the field is selected on; a rule met on an interface itself is honoured too, so that a mistake fails closed.
 */
export function isCutEverywhere(
  cut: FieldCut,
  parent: GraphQLCompositeType,
  possible: readonly GraphQLObjectType[],
  field: string,
): boolean {
  if (cut.isCut(`${parent.name}.${field}`)) return true;
  return possible.length > 0 && possible.every((type) => cut.isCut(`${type.name}.${field}`));
}

/**
 * The coordinate under which a field of an object whose concrete type the answer does not tell is cut, if any: the
 * strictest reading, so that an unknown type never opens what a known one would refuse.
 */
export function cutCoordinate(
  cut: FieldCut,
  parent: GraphQLCompositeType,
  possible: readonly GraphQLObjectType[],
  field: string,
): string | undefined {
  const own = `${parent.name}.${field}`;
  if (cut.isCut(own)) return own;
  const type = possible.find((candidate) => cut.isCut(`${candidate.name}.${field}`));
  return type === undefined ? undefined : `${type.name}.${field}`;
}
