import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { decide, type ScopePath } from "../../../schema/access/decide";
import type { AccessRules, AccessStatement } from "../../../schema/access/rules";
import type { SubgraphContext, SubgraphDefinition } from "../subgraph/definition";

type AnyContext = SubgraphContext<unknown, unknown>;
type Resolver = GraphQLFieldResolver<object, AnyContext, Record<string, unknown>>;

/**
 * Wraps, once at start, the resolver of every field that the published schema puts under a rule: the check is
 * synchronous, needs no query, and a refused field is null with its siblings alive (access.md, "Where it is decided").
 * @throws Error when a guarded type has no scope path, or a root field states a rule that nothing here can decide.
 */
export function enforceAccess(
  schema: GraphQLSchema,
  rules: AccessRules,
  scopePaths: SubgraphDefinition["scopePaths"],
): void {
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("_")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith("_")) continue;
      const statement = rules.of(`${type.name}.${field.name}`);
      if (roots.has(type.name)) guardRoot(field, statement, `${type.name}.${field.name}`);
      else if (statement !== undefined) guard(type, field, statement, scopePaths[type.name]);
    }
  }
}

function guardRoot(
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement | undefined,
  coordinate: string,
): void {
  // Silence is refusal: a root field that says nothing about access is not served at all.
  if (statement === undefined) throw new Error(`${coordinate} needs @public, @signedIn or @requiresProfile`);
  if (statement.rules.length > 0)
    throw new Error(`${coordinate}: no look-up for the object that its rule is about`);
  if (statement.audience === "public") return;
  wrap(field, statement, () => null);
}

function guard(
  type: GraphQLObjectType,
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  scopePath: ((object: never) => ScopePath) | undefined,
): void {
  if (statement.rules.length > 0 && scopePath === undefined) {
    throw new Error(`${statement.coordinate} is guarded, but ${type.name} has no scope path to decide it on`);
  }
  wrap(field, statement, (object) => scopePath?.(object as never) ?? null);
}

function wrap(
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  pathOf: (object: object) => ScopePath | null,
): void {
  const resolve: Resolver = field.resolve ?? defaultFieldResolver;
  field.resolve = (object: object, args: Record<string, unknown>, context: AnyContext, info) => {
    const verdict = decide(context.caller, statement, pathOf(object));
    if (verdict.allowed) return resolve(object, args, context, info);
    context.denials.record(statement.coordinate, verdict, info.path);
    return null;
  };
}
