import type { GraphQLEnumType, GraphQLLeafType } from "graphql";
import { ExactNumber } from "../../../runtime/exact-json";
import { FieldFailure } from "../executor/field-failure";
import type { Complete } from "./complete";
import type { ProjectionRun } from "./projection-run";

/**
 * Completes a leaf (spec section 6.4.3): built-in scalars and enums are checked, custom scalars pass through. Nothing
 * is coerced but an ID's number: a subgraph has coerced its results itself, so what does not fit is a mistake.
 */
export function completeLeaf(type: GraphQLLeafType): Complete {
  if ("getValues" in type) return completeEnum(type);
  switch (type.name) {
    case "String":
      return (value, run) => (typeof value === "string" ? value : nullOrUnfit(value, run));
    case "ID":
      return (value, run) => {
        if (typeof value === "string") return value;
        if (Number.isInteger(value) || isExactInteger(value)) return String(value);
        return nullOrUnfit(value, run);
      };
    case "Boolean":
      return (value, run) => (typeof value === "boolean" ? value : nullOrUnfit(value, run));
    case "Int":
      return (value, run) =>
        typeof value === "number" && (value | 0) === value ? value : nullOrUnfit(value, run);
    case "Float":
      return (value, run) => {
        if (typeof value === "number" && Number.isFinite(value)) return value;
        return value instanceof ExactNumber ? value.valueOf() : nullOrUnfit(value, run);
      };
    default:
      return (value, run) => {
        if (value === null || value === undefined) return null;
        return value instanceof FieldFailure ? run.failed(value) : value;
      };
  }
}

function isExactInteger(value: unknown): boolean {
  return value instanceof ExactNumber && /^-?\d+$/.test(value.text);
}

function completeEnum(type: GraphQLEnumType): Complete {
  const names = new Set<unknown>(type.getValues().map((value) => value.name));
  // The value is not repeated: it may be one that the schema hides on purpose.
  const message = `Enum "${type.name}" cannot represent the value that its service answered.`;
  return (value, run) => (names.has(value) ? value : nullOrUnfit(value, run, message));
}

function nullOrUnfit(value: unknown, run: ProjectionRun, message?: string): null {
  if (value === null || value === undefined) return null;
  return value instanceof FieldFailure ? run.failed(value) : run.unfit(message);
}
