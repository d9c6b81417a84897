import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";
import { TYPE_OF_SCOPE } from "../../../schema/access/scope-types";
import type { Rule } from "../../../schema/access/rules";
import type { ScopeKind } from "../../../schema/access/vocabulary";
import { UserInputError } from "../../../schema/errors";
import type { NamedObject } from "../subgraph/located";

/** What a rule's `of` and `ofType` say, checked against the field that the rule stands on. */
export interface ObjectArgument {
  /** `["input", "scope"]` */
  readonly path: readonly string[];
  /** Null: the value says its own type, in `type` (ObjectRef) or `kind` (GrantScopeInput). */
  readonly type: string | null;
  /** The types that the value may say; null where any text may stand. */
  readonly types: readonly string[] | null;
}

/**
 * Where a rule on a root field finds the object that it is decided on.
 * @throws Error when the rule names none, or the arguments have no such place
 */
export function objectArgument(
  field: GraphQLField<unknown, unknown>,
  rule: Rule,
  coordinate: string,
): ObjectArgument {
  const { of, ofType } = rule;
  if (of === null) throw new Error(`${coordinate}: a rule on a root field names its object with \`of\``);
  const path = of.split(".");
  const place = `${coordinate}: @requiresProfile(of: ${JSON.stringify(of)})`;
  const found = typeAt(field, path);
  if (found === undefined) throw new Error(`${place} names no argument of the field`);
  const type = getNamedType(found);
  if (ofType !== null) {
    if (isInputObjectType(type))
      throw new Error(`${place} names an input object where ofType asks for an id`);
    return { path, type: ofType, types: [ofType] };
  }
  const says = isInputObjectType(type) ? type.getFields() : {};
  const own = says["kind"] ?? says["type"];
  if (own === undefined || says["id"] === undefined)
    throw new Error(`${place} needs ofType: the value does not say its own type`);
  const kinds = getNamedType(own.type);
  const types = isEnumType(kinds) ? kinds.getValues().map(({ name }) => typeOfKind(name)) : null;
  return { path, type: null, types };
}

/**
 * The objects that a call names, each once.
 * @throws UserInputError when it names none: a rule that is decided on nothing would pass
 */
export function namedObjects(
  argument: ObjectArgument,
  args: Readonly<Record<string, unknown>>,
): NamedObject[] {
  const named = new Map<string, NamedObject>();
  for (const value of valuesAt(args, argument.path)) {
    const object = argument.type === null ? selfNamed(value) : { type: argument.type, id: String(value) };
    named.set(`${object.type} ${object.id}`, object);
  }
  if (named.size === 0) throw new UserInputError(argument.path, "name at least one");
  return [...named.values()];
}

/** GraphQL has coerced the value by then: `type` and `id` are texts, `kind` is an enum's name. */
function selfNamed(value: unknown): NamedObject {
  const { type, kind, id } = value as { readonly type?: string; readonly kind?: string; readonly id: string };
  return { type: kind === undefined ? (type ?? "") : typeOfKind(kind), id };
}

function typeOfKind(kind: string): string {
  return Object.hasOwn(TYPE_OF_SCOPE, kind) ? TYPE_OF_SCOPE[kind as ScopeKind] : kind;
}

function typeAt(
  field: GraphQLField<unknown, unknown>,
  path: readonly string[],
): GraphQLInputType | undefined {
  const [first, ...rest] = path;
  let type = field.args.find(({ name }) => name === first)?.type;
  for (const key of rest) {
    const outer = type === undefined ? undefined : getNamedType(type);
    type = isInputObjectType(outer) ? outer.getFields()[key]?.type : undefined;
  }
  return type;
}

/** Every value at a path; lists on the way stand for each of their items. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
