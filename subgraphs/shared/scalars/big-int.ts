import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { ExactNumber } from "../../../runtime/exact-json";
import { integerFault } from "./numbers";
import { badInput } from "./text-scalar";

/** A number while JSON readers keep it exact, its digits beyond. */
function exact(digits: string): number | string {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : digits;
}

function parseDigits(digits: string, node?: ValueNode): number | string {
  const fault = integerFault(digits);
  if (fault !== undefined) throw badInput("BigInt", fault, node);
  return exact(digits);
}

function parseValue(value: unknown): number | string {
  if (typeof value === "string") return parseDigits(value);
  if (value instanceof ExactNumber) return parseDigits(value.text);
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  // An unsafe number was rounded by whoever read the JSON: nobody knows any more which one was meant.
  throw badInput("BigInt", "must be a whole number; beyond 2^53 − 1 it must be sent as a string of digits");
}

/**
 * A whole number past Int's 32 bits: octets, seconds. As a JSON number up to ±(2^53 − 1) and as a string of digits
 * beyond: every real figure stays a number that charts and sums take as it is, and none is ever rounded silently by
 * a reader whose numbers are doubles. Inside the same, since drivers hand such a BIGINT over as its digits.
 */
export const BigIntScalar = new GraphQLScalarType<number | string, number | string>({
  name: "BigInt",
  description:
    "A whole number: a JSON number up to 2^53 − 1 in size, a string of digits beyond, so that none is rounded.",
  parseValue,
  parseLiteral(node) {
    if (node.kind === Kind.INT || node.kind === Kind.STRING) return parseDigits(node.value, node);
    throw badInput("BigInt", "must be a whole number", node);
  },
  serialize(value) {
    if (typeof value === "number" && Number.isSafeInteger(value)) return value;
    if (typeof value === "bigint") return exact(String(value));
    if (typeof value === "string" && integerFault(value) === undefined) return exact(value);
    throw new TypeError(`BigInt is stored as a whole number, not as ${typeof value}`);
  },
});
