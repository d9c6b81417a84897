import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { parseDateTime } from "./calendar";
import { badInput } from "./text-scalar";

function parse(value: unknown, node?: ValueNode): number {
  if (typeof value !== "string") throw badInput("DateTime", "must be a string", node);
  const parsed = parseDateTime(value);
  if ("fault" in parsed) throw badInput("DateTime", parsed.fault, node);
  return parsed.instant;
}

/**
 * An instant. Inside: epoch milliseconds, as stored (a driver may hand a BIGINT over as its digits). Outside: RFC 3339
 * in UTC with milliseconds, always 24 characters.
 */
export const DateTimeScalar = new GraphQLScalarType<number, string>({
  name: "DateTime",
  description: "An instant as in RFC 3339; answers are in UTC with milliseconds: 2026-02-28T09:30:00.000Z.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  parseValue: (value) => parse(value),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  serialize(value) {
    if (typeof value !== "number" && (typeof value !== "string" || value === "")) {
      throw new TypeError(`DateTime is stored as epoch milliseconds, not as ${typeof value}`);
    }
    return new Date(Number(value)).toISOString();
  },
});
