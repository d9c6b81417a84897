import {
  getArgumentValues,
  isLeafType,
  isNonNullType,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
} from "graphql";
import type { Complete, Compiler, FieldInfo } from "./compiler";
import { takeApart, type FieldGuard } from "./guarded";
import { ResolveInfo } from "./resolve-info";
import { fieldError, type Container, type Position } from "./position";
import { isPromise } from "./promise";
import type { Run } from "./run";

/** For leaves, which look at no position. */
const NOWHERE = undefined as unknown as Position;

/** One field of a selection for one concrete type: ExecuteField of spec section 6.4, but for what never changes. */
export class CompiledField {
  private readonly name: string;
  private readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  private readonly guard: FieldGuard<unknown, unknown, unknown> | undefined;
  private readonly isTypename: boolean;
  private readonly hasArguments: boolean;
  private readonly isNullable: boolean;
  /** A leaf needs its position only for an error. */
  private readonly isLeaf: boolean;
  private readonly complete: Complete;
  private readonly info: FieldInfo;

  constructor(
    compiler: Compiler,
    private readonly parentType: GraphQLObjectType,
    private readonly field: GraphQLField<unknown, unknown>,
    private readonly key: string,
    private readonly nodes: readonly [FieldNode, ...FieldNode[]],
    /** Of all fields of the operation. */
    private readonly index: number,
  ) {
    this.name = field.name;
    const { resolve, guard } = takeApart(field.resolve);
    this.resolve = resolve;
    this.guard = guard;
    this.isTypename = field === TypeNameMetaFieldDef;
    this.hasArguments = field.args.length > 0;
    this.isNullable = !isNonNullType(field.type);
    this.isLeaf = isLeafType(isNonNullType(field.type) ? field.type.ofType : field.type);
    this.info = compiler.info(parentType, field, nodes);
    this.complete = compiler.complete(field.type, nodes, this.info);
  }

  /** @throws GraphQLError, located, when the field fails and the null belongs to what is around it. */
  execute(source: unknown, container: Container, around: Position | undefined, run: Run): void {
    if (this.isTypename) {
      container[this.key] = this.parentType.name;
      return;
    }
    let at: Position | undefined;
    try {
      const refusal = this.guard?.refusal(source, run.context);
      if (refusal !== undefined) {
        at = this.position(container, around);
        this.guard?.note(refusal, run.context, at);
        container[this.key] = this.complete(null, at, run);
        return;
      }
      // Without a resolver it is a property, or what that gives when called (graphql-js's defaultFieldResolver).
      const resolve = this.resolve ?? propertyOf(source, this.name);
      if (this.isLeaf && typeof resolve !== "function" && !isPromise(resolve)) {
        container[this.key] = this.complete(resolve, NOWHERE, run);
        return;
      }
      at = this.position(container, around);
      const value = typeof resolve === "function" ? this.call(resolve, source, at, run) : resolve;
      if (isPromise(value))
        run.later(value, at, this.nodes, (late) => this.complete(late, at as Position, run));
      else container[this.key] = this.complete(value, at, run);
    } catch (error) {
      this.fail(error, at ?? this.position(container, around), run);
    }
  }

  private call(resolve: unknown, source: unknown, at: Position, run: Run): unknown {
    const given = this.argumentValues(run);
    const info = new ResolveInfo(this.info, at, run.variables);
    if (this.resolve !== undefined) return this.resolve(source, given, run.context, info);
    return (resolve as (...given: unknown[]) => unknown).call(source, given, run.context, info);
  }

  private argumentValues(run: Run): Record<string, unknown> {
    if (!this.hasArguments) return {};
    const known = (run.argumentsOf[this.index] ??= getArgumentValues(
      this.field,
      this.nodes[0],
      run.variables,
    ));
    return { ...known };
  }

  private position(container: Container, prev: Position | undefined): Position {
    const { key, isNullable } = this;
    return { prev, key, typename: this.parentType.name, container, isNullable };
  }

  private fail(error: unknown, at: Position, run: Run): void {
    const located = fieldError(error, at, this.nodes);
    if (!this.isNullable) throw located;
    run.errors.push(located);
    at.container[at.key] = null;
  }
}

function propertyOf(source: unknown, name: string): unknown {
  const isObject = (typeof source === "object" && source !== null) || typeof source === "function";
  return isObject ? (source as Container)[name] : undefined;
}

/** An object's fields, in their order. @throws GraphQLError when one fails whose null the object cannot hold */
export function executeFields(
  fields: readonly CompiledField[],
  source: unknown,
  container: Container,
  around: Position | undefined,
  run: Run,
): Container {
  if (!run.mayRun(fields.length)) return container;
  for (const field of fields) field.execute(source, container, around, run);
  return container;
}
