import { GraphQLError, type GraphQLEnumType, type GraphQLLeafType, type GraphQLScalarType } from "graphql";
import { FieldFailure } from "../executor/field-failure";
import type { Complete } from "./complete";
import type { ProjectionRun } from "./projection-run";

/** Completes a leaf (spec section 6.4.3): built-in scalars and enums are checked, custom scalars pass through. */
export function completeLeaf(type: GraphQLLeafType): Complete {
  if ("getValues" in type) return completeEnum(type);
  switch (type.name) {
    case "String":
      return (value, run) => (typeof value === "string" ? value : serialize(type, value, run));
    case "ID":
      return (value, run) => (typeof value === "string" ? value : serialize(type, value, run));
    case "Boolean":
      return (value, run) => (typeof value === "boolean" ? value : serialize(type, value, run));
    case "Int":
      return (value, run) =>
        typeof value === "number" && (value | 0) === value ? value : serialize(type, value, run);
    case "Float":
      return (value, run) =>
        typeof value === "number" && Number.isFinite(value) ? value : serialize(type, value, run);
    default:
      return (value, run) => {
        if (value === null || value === undefined) return null;
        return value instanceof FieldFailure ? run.failed(value) : value;
      };
  }
}

function completeEnum(type: GraphQLEnumType): Complete {
  const names = new Set<unknown>(type.getValues().map((value) => value.name));
  const message = `Enum "${type.name}" cannot represent the value that its service answered.`;
  return (value, run) => {
    if (names.has(value)) return value;
    if (value === null || value === undefined) return null;
    // The value is not repeated: it may be one that the schema hides on purpose.
    return value instanceof FieldFailure ? run.failed(value) : run.fail(message);
  };
}

/** The uncommon values: nulls, errors, and what graphql-js coerces or refuses. */
function serialize(type: GraphQLScalarType, value: unknown, run: ProjectionRun): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof FieldFailure) return run.failed(value);
  try {
    return type.serialize(value);
  } catch (error) {
    return run.fail(
      error instanceof GraphQLError ? error.message : `${type.name} cannot represent the value.`,
    );
  }
}
