import type { GraphQLError } from "graphql";
import { requestError } from "../contract/errors";

/**
 * What one operation may ask for, counted with every fragment expanded where it is spread. Tokens are limited by
 * whoever parses the text.
 */
export interface Limits {
  /** Levels of fields. The longest introspection query of the common tools has 15. */
  readonly depth: number;
  /** Levels of selections, fragments included: planner and executor recurse through each. */
  readonly nesting: number;
  /** Aliases. Planning grows with their square (500 take 0.1 s); clients that batch by alias stay under 100. */
  readonly aliases: number;
  /** Fields of the root type; for a mutation each is an operation of its own. */
  readonly rootFields: number;
  readonly directives: number;
  /** Characters of an alias or any other name: an answer repeats a response key in each row. */
  readonly nameLength: number;
  /** Fields altogether. Ten times the largest operations of public client applications. */
  readonly fields: number;
}

/** The bounds of an operation unless an operator sets others. */
export const DEFAULT_LIMITS: Limits = {
  depth: 20,
  nesting: 60,
  aliases: 200,
  rootFields: 50,
  directives: 500,
  fields: 5_000,
  nameLength: 128,
};

const NAMES: Readonly<Record<keyof Limits, string>> = {
  depth: "levels of fields",
  aliases: "aliases",
  rootFields: "root fields",
  directives: "directives",
  fields: "fields with fragments expanded",
  nameLength: "characters in a name",
  nesting: "levels of selections, fragments included",
};

/**
 * The first limit that an operation exceeds, as an error that names the limit, the number allowed and the one found.
 * @param found what the operation has of each
 */
export function checkLimits(found: Limits, limits: Limits): GraphQLError | undefined {
  for (const limit of Object.keys(NAMES) as (keyof Limits)[]) {
    if (found[limit] <= limits[limit]) continue;
    return requestError(
      `The operation has ${found[limit]} ${NAMES[limit]}; at most ${limits[limit]} are allowed.`,
      "BAD_USER_INPUT",
      { limit, allowed: limits[limit], found: found[limit] },
    );
  }
  return undefined;
}
