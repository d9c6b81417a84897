import type { GraphQLResolveInfo } from "graphql";
import type { FieldInfo } from "./compiler";
import type { Position } from "./position";

/** What a resolver is told of its field. There is one for each call, so what is the same for all is only looked up. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly rootValue = undefined;

  constructor(
    private readonly field: FieldInfo,
    readonly path: Position,
    readonly variableValues: Record<string, unknown>,
  ) {}

  get fieldName() {
    return this.field.fieldName;
  }

  get fieldNodes() {
    return this.field.fieldNodes;
  }

  get returnType() {
    return this.field.returnType;
  }

  get parentType() {
    return this.field.parentType;
  }

  get schema() {
    return this.field.schema;
  }

  get fragments() {
    return this.field.fragments;
  }

  get operation() {
    return this.field.operation;
  }
}
