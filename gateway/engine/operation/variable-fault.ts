import { GraphQLError } from "graphql";

/** Longest name of a client's that a message repeats. */
const LONGEST_NAME = 100;

/**
 * What is wrong with a variable, without its value: a value may be a password, or a megabyte long.
 * @param error as graphql-js's `getVariableValues` words it:
 *   `Variable "$input" got invalid value {…} at "input.amount"; Int cannot represent non-integer value: "x"`
 * @returns e.g. `Variable "$input" is not valid at "input.amount": Int cannot represent non-integer value`
 */
export function variableFault(error: GraphQLError): string {
  const reason = error.originalError?.message;
  const head = /^Variable "\$\w+"/.exec(error.message)?.[0];
  if (head === undefined || reason === undefined || !error.message.endsWith(`; ${reason}`)) {
    return shortened(error.message);
  }
  const place = / at "[^"]*"$/.exec(error.message.slice(0, -reason.length - 2))?.[0] ?? "";
  return `${head} is not valid${shortened(place)}: ${shortened(withoutValue(reason))}`;
}

/** The scalars of the specification end on the value itself, e.g. `Int cannot represent non-integer value: "x"`. */
function withoutValue(reason: string): string {
  return reason
    .replace(/(cannot represent [^:"]*): [^]*$/, "$1")
    .replace(/^Value [^]* does not exist in/, "The value does not exist in");
}

function shortened(text: string): string {
  return text.replaceAll(/"([^"]+)"/g, (quoted, name: string) =>
    name.length > LONGEST_NAME ? `"${name.slice(0, LONGEST_NAME)}…"` : quoted,
  );
}
