import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { Decision, type ScopePath } from "../../../schema/access/decide";
import type { AccessRules, AccessStatement } from "../../../schema/access/rules";
import { CodedError } from "../../../schema/errors";
import { guarded, type FieldGuard } from "../compiled";
import type { SubgraphContext, SubgraphDefinition } from "../subgraph/definition";
import type { Refusal } from "../subgraph/denials";
import { compileRootRules, type LookUps } from "./root-rules";

type AnyContext = SubgraphContext<unknown, unknown>;
type Resolver = GraphQLFieldResolver<object, AnyContext, Record<string, unknown>>;

/**
 * Wraps, once at start, the resolver of every field that the published schema puts under a rule: the check is
 * synchronous, needs no query, and a refused field is null with its siblings alive (access.md, "Where it is decided").
 * Only rules on root fields look their object up first, for they have no parent.
 * @throws Error when a guarded type has no scope path, or a root field states a rule that nothing here can decide.
 */
export function enforceAccess(
  schema: GraphQLSchema,
  rules: AccessRules,
  scopePaths: SubgraphDefinition["scopePaths"],
  lookUps: LookUps = {},
): void {
  const pathsOf = new Map(
    Object.entries(scopePaths).map(([name, scopePath]) => [name, rememberLast(scopePath)] as const),
  );
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("_")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith("_")) continue;
      const coordinate = `${type.name}.${field.name}`;
      const statement = rules.of(coordinate);
      if (type === query || type === mutation) {
        // Silence is refusal: a root field that says nothing about access is not served at all.
        if (statement === undefined)
          throw new Error(`${coordinate} needs @public, @signedIn or @requiresProfile`);
        guardRoot(field, statement, lookUps, type === mutation);
      } else if (statement !== undefined) guard(type, field, statement, pathsOf.get(type.name));
    }
  }
}

function guardRoot(
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  lookUps: LookUps,
  isMutation: boolean,
): void {
  if (statement.audience === "public") return;
  if (statement.rules.length === 0) return wrap(field, statement, () => null);
  const judge = compileRootRules(field, statement, lookUps);
  const resolve: Resolver = field.resolve ?? defaultFieldResolver;
  field.resolve = async (object, args, context, info) => {
    const { verdict, objects } = await judge(args, context);
    if (verdict === "not found") {
      if (!isMutation) return null;
      throw new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
    }
    if (verdict.allowed) {
      // A context of this field's own: another field of the same request was decided on other objects.
      const decided = { coordinate: statement.coordinate, objects };
      return await resolve(object, args, { ...context, decided }, info);
    }
    context.denials.record(statement.coordinate, verdict, info.path);
    return null;
  };
}

function guard(
  type: GraphQLObjectType,
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  scopePath: ((object: object) => ScopePath) | undefined,
): void {
  if (statement.rules.length > 0 && scopePath === undefined) {
    throw new Error(`${statement.coordinate} is guarded, but ${type.name} has no scope path to decide it on`);
  }
  wrap(field, statement, scopePath ?? (() => null));
}

function wrap(
  field: GraphQLField<object, AnyContext>,
  statement: AccessStatement,
  pathOf: (object: object) => ScopePath | null,
): void {
  const decision = new Decision(statement);
  const guard: FieldGuard<object, AnyContext, Refusal> = {
    refusal: (object, { caller }) => {
      const verdict = decision.of(caller, pathOf(object));
      return verdict.allowed ? undefined : verdict;
    },
    note: (refusal, { denials }, path) => denials.record(statement.coordinate, refusal, path),
  };
  field.resolve = guarded(guard, field.resolve);
}

/**
 * The path of the object that was asked about last is kept: an object's guarded fields are decided one after the
 * other, and the ids that its path is made of do not change while it is read.
 */
function rememberLast(scopePath: (object: never) => ScopePath): (object: object) => ScopePath {
  let last: object | undefined;
  let path: ScopePath | undefined;
  return (object) => {
    if (path === undefined || object !== last) {
      path = scopePath(object as never);
      last = object;
    }
    return path;
  };
}
