import { locatedError, type FieldNode, type GraphQLError } from "graphql";

/** An object or list of the answer. */
export type Container = Record<string | number, unknown>;

/**
 * A place in the answer, linked to the one around it. For resolvers it is graphql-js's `info.path`; it also knows
 * where its value goes, and whether a null may stand there.
 */
export interface Position {
  readonly prev: Position | undefined;
  readonly key: string | number;
  /** The object type around it; none inside a list. */
  readonly typename: string | undefined;
  readonly container: Container;
  readonly isNullable: boolean;
}

/** The error as the response tells it; one that was placed further inside keeps its path. */
export function fieldError(error: unknown, at: Position, nodes: readonly FieldNode[]): GraphQLError {
  const path: (string | number)[] = [];
  for (let place: Position | undefined = at; place !== undefined; place = place.prev) path.push(place.key);
  return locatedError(error, nodes, path.toReversed());
}

/** Whether something around the position has been replaced by null since it was completed. */
export function isCutOff(at: Position, root: Container | null): boolean {
  let place = at;
  for (; place.prev !== undefined; place = place.prev) {
    if (place.prev.container[place.prev.key] !== place.container) return true;
  }
  return place.container !== root;
}
