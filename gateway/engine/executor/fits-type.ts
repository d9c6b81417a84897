import {
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";
import { ExactNumber } from "../../../runtime/exact-json";

/** Whether a value that is not null may stand for a field of the type. */
export type Fits = (value: unknown) => boolean;

const ANYTHING: Fits = () => true;
const isText: Fits = (value) => typeof value === "string";
const isComposite: Fits = (value) => typeof value === "object" && !Array.isArray(value);

const SCALARS: Readonly<Record<string, Fits>> = {
  String: isText,
  ID: (value) => typeof value === "string" || Number.isInteger(value) || value instanceof ExactNumber,
  Boolean: (value) => typeof value === "boolean",
  Int: (value) => typeof value === "number" && (value | 0) === value,
  Float: (value) => value instanceof ExactNumber || (typeof value === "number" && Number.isFinite(value)),
};

/** The type of a field that clients can see. */
export function fieldType(
  schema: GraphQLSchema,
  type: string | undefined,
  field: string,
): GraphQLOutputType | undefined {
  const parent = type === undefined ? undefined : schema.getType(type);
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field]?.type : undefined;
}

/**
 * Checks what one subgraph answered before another is asked by it: by a key that is none, the other would find nothing,
 * and say so. What clients cannot see (`@inaccessible`) and custom scalars are taken as they come.
 */
export function compileFits(type: GraphQLOutputType | undefined): Fits {
  if (type === undefined) return ANYTHING;
  if (isNonNullType(type)) return compileFits(type.ofType);
  if (isListType(type)) {
    const item = compileFits(type.ofType);
    return (value) => Array.isArray(value) && value.every((one) => one === null || item(one));
  }
  if (isEnumType(type)) return isText;
  return isScalarType(type) ? (SCALARS[type.name] ?? ANYTHING) : isComposite;
}
