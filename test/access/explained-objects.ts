import { readFileSync } from "node:fs";
import {
  buildSchema,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
} from "graphql";

const api = buildSchema(readFileSync("schema/generated/api.graphql", "utf8"), { assumeValidSDL: true });

/** One way to read everything of an object that its own rules are about. */
export interface ReadObject {
  readonly on: { readonly type: string; readonly id: string };
  /** Coordinates by response key path: `line.sim.imsi` → `Sim.imsi`. */
  readonly coordinates: ReadonlyMap<string, string>;
  readonly query: string;
}

/**
 * Reads every field of an object that can be had without arguments; nested, `below` of them too.
 * @param root a root field that answers the object: `mobileLine(id: "…")`
 */
export function readingOf(
  type: string,
  id: string,
  root: string,
  below: Readonly<Record<string, string>> = {},
): ReadObject {
  const coordinates = new Map<string, string>();
  const selection = select(objectType(type), ["it"], below, coordinates);
  return { on: { type, id }, coordinates, query: `{ it: ${root} ${selection} }` };
}

function select(
  type: GraphQLObjectType,
  path: readonly string[],
  below: Readonly<Record<string, string>>,
  coordinates: Map<string, string>,
): string {
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some(({ type: given }) => isNonNullType(given)))
    .map((field) => {
      const here = [...path, field.name];
      const of = getNamedType(field.type);
      coordinates.set(here.join("."), `${type.name}.${field.name}`);
      if (isLeafType(of)) return field.name;
      const nested = below[field.name];
      if (nested === undefined) return `${field.name} { __typename }`;
      return `${field.name} ${select(objectType(nested), here, {}, coordinates)}`;
    });
  return `{ ${fields.join(" ")} }`;
}

function objectType(name: string): GraphQLObjectType {
  const type = api.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}
