import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import type { Fault } from "../identifiers";

/** How a client's mistake in a value reads: "Msisdn must be …", code BAD_USER_INPUT. The value itself is not echoed. */
export function badInput(scalar: string, fault: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(`${scalar} ${fault}.`, {
    ...(node && { nodes: node }),
    extensions: { code: "BAD_USER_INPUT" },
  });
}

/** A scalar's name and description, and the check of its texts. */
export interface TextScalarOptions {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  readonly fault: (text: string) => Fault;
}

/**
 * A scalar whose value is the text as stored. What comes in is checked; what goes out came in through a check, so
 * going out only asks that it is text at all: lists of thousands pay nothing.
 */
export function textScalar(options: TextScalarOptions): GraphQLScalarType<string, string> {
  const { name, description, specifiedByURL, fault } = options;
  const parse = (value: unknown, node?: ValueNode): string => {
    if (typeof value !== "string") throw badInput(name, "must be a string", node);
    const found = fault(value);
    if (found !== undefined) throw badInput(name, found, node);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(specifiedByURL !== undefined && { specifiedByURL }),
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
    serialize(value) {
      if (typeof value !== "string") throw new TypeError(`${name} is stored as text, not as ${typeof value}`);
      return value;
    },
  });
}
