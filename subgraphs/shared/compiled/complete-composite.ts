import {
  defaultTypeResolver,
  GraphQLError,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from "graphql";
import type { Complete, Compiler, FieldInfo } from "./compiler";
import { executeFields } from "./field";
import { fieldError, type Container, type Position } from "./position";
import { isPromise } from "./promise";
import { ResolveInfo } from "./resolve-info";
import type { Run } from "./run";

/** Completes a list, its items one after another; an error takes the list where items may not be null. */
export function compileList(
  { ofType }: GraphQLList<GraphQLOutputType>,
  complete: Complete,
  nodes: readonly FieldNode[],
  info: FieldInfo,
): Complete {
  const isNullable = !isNonNullType(ofType);
  return (value, at, run) => {
    if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) {
      const field = `${info.parentType.name}.${info.fieldName}`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field}".`);
    }
    const list: unknown[] = [];
    const container = list as unknown as Container;
    for (const item of value as Iterable<unknown>) {
      const place = { prev: at, key: list.length, typename: undefined, container, isNullable };
      if (isPromise(item)) run.later(item, place, nodes, (late) => complete(late, place, run));
      else list.push(completeItem(complete, item, place, run, nodes));
    }
    return list;
  };
}

function completeItem(
  complete: Complete,
  item: unknown,
  at: Position,
  run: Run,
  nodes: readonly FieldNode[],
): unknown {
  try {
    return complete(item, at, run);
  } catch (error) {
    const located = fieldError(error, at, nodes);
    if (!at.isNullable) throw located;
    run.errors.push(located);
    return null;
  }
}

/** Completes an object by its selected fields. */
export function compileObject(
  compiler: Compiler,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  info: FieldInfo,
): Complete {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const fields = compiler.object(type, sets);
  const { isTypeOf } = type;
  if (!isTypeOf) return (value, at, run) => executeFields(fields, value, {}, at, run);
  return (value, at, run) => {
    const judged = (isIt: unknown): Container => {
      if (isIt === true) return executeFields(fields, value, {}, at, run);
      throw new GraphQLError(`Expected value of type "${type.name}" but got another.`);
    };
    const isIt = isTypeOf(value, run.context, new ResolveInfo(info, at, run.variables));
    return isPromise(isIt) ? run.later(isIt, at, nodes, judged) : judged(isIt);
  };
}

/** Each possible type is compiled when a value of it is first met: `_entities` has many, an operation few. */
export function compileAbstract(
  compiler: Compiler,
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
  info: FieldInfo,
): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const possible = new Map<string, Complete>();
  const completeAs = (name: unknown): Complete => {
    const known = typeof name === "string" ? possible.get(name) : undefined;
    if (known !== undefined) return known;
    const concrete = typeof name === "string" ? compiler.schema.getType(name) : undefined;
    if (!isObjectType(concrete) || !compiler.schema.isSubType(type, concrete)) {
      const field = `${info.parentType.name}.${info.fieldName}`;
      throw new GraphQLError(`"${type.name}" of field "${field}" resolves to no possible type of it.`);
    }
    const complete = compileObject(compiler, concrete, nodes, info);
    possible.set(concrete.name, complete);
    return complete;
  };
  return (value, at, run) => {
    const name = resolveType(value, run.context, new ResolveInfo(info, at, run.variables), type);
    if (!isPromise(name)) return completeAs(name)(value, at, run);
    return run.later(name, at, nodes, (late) => completeAs(late)(value, at, run));
  };
}
