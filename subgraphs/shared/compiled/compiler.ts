import {
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLList,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { collectFields, type Fragments } from "./collect-fields";
import { compileAbstract, compileList, compileObject } from "./complete-composite";
import { compileLeaf } from "./complete-leaf";
import { CompiledField } from "./field";
import type { Position } from "./position";
import type { Run } from "./run";

/**
 * Result coercion of one type (CompleteValue of spec section 6.4.3). Undefined stands for what `run.later` will put at
 * the position. @throws the field error when the type takes no null
 */
export type Complete = (value: unknown, at: Position, run: Run) => unknown;

/** The unchanging part of `info`. */
export type FieldInfo = Omit<GraphQLResolveInfo, "path" | "variableValues" | "rootValue">;

/** Compiles the selections of one operation, so that a row of a page meets no AST and no type any more. */
export class Compiler {
  private fields = 0;

  constructor(
    readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly fragments: Fragments,
  ) {}

  object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly CompiledField[] {
    const compiled: CompiledField[] = [];
    for (const [key, nodes] of collectFields(this.schema, this.fragments, type, sets)) {
      const field = this.definition(type, nodes[0].name.value);
      if (field !== undefined) compiled.push(new CompiledField(this, type, field, key, nodes, this.fields++));
    }
    return compiled;
  }

  /** With the meta fields (spec section 4.1); validation let nothing pass that is not there. */
  private definition(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (type === this.schema.getQueryType()) {
      if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
      if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    }
    return type.getFields()[name];
  }

  complete(type: GraphQLOutputType, nodes: readonly FieldNode[], info: FieldInfo): Complete {
    const complete = this.nullable(getNullableType(type), nodes, info);
    if (!isNonNullType(type)) return complete;
    return (value, at, run) => {
      const completed = complete(value, at, run);
      if (completed !== null) return completed;
      const { parentType, fieldName } = info;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${fieldName}.`);
    };
  }

  info(
    parentType: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    fieldNodes: readonly FieldNode[],
  ): FieldInfo {
    const { schema, fragments, operation } = this;
    return {
      fieldName: field.name,
      fieldNodes,
      returnType: field.type,
      parentType,
      schema,
      fragments,
      operation,
    };
  }

  private nullable(
    type: GraphQLOutputType & GraphQLNullableType,
    nodes: readonly FieldNode[],
    info: FieldInfo,
  ): Complete {
    if (isLeafType(type)) return compileLeaf(type);
    const complete = this.composite(type, nodes, info);
    return (value, at, run) => {
      if (value === null || value === undefined) return null;
      if (value instanceof Error) throw value;
      return complete(value, at, run);
    };
  }

  private composite(
    type: GraphQLList<GraphQLOutputType> | GraphQLObjectType | GraphQLAbstractType,
    nodes: readonly FieldNode[],
    info: FieldInfo,
  ): Complete {
    if (isListType(type)) return compileList(type, this.complete(type.ofType, nodes, info), nodes, info);
    return isObjectType(type)
      ? compileObject(this, type, nodes, info)
      : compileAbstract(this, type, nodes, info);
  }
}
