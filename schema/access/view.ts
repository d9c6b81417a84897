import {
  buildASTSchema,
  isInterfaceType,
  Kind,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type StringValueNode,
  type TypeDefinitionNode,
} from "graphql";
import type { Caller } from "./caller";
import { meetsSomewhere } from "./decide";
import type { AccessRules } from "./rules";
import { pruned } from "./view-prune";
import { wordStatement } from "./word";

/** A schema as its definitions say it, for views to take from. */
export function definitionsOf(schema: GraphQLSchema): TypeDefinitionNode[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => type.astNode ?? []);
}

/** The whole schema with each rule worded in its field's description: what signed-in viewers introspect. */
export function describedSchema(schema: GraphQLSchema, rules: AccessRules): GraphQLSchema {
  const directives = schema.getDirectives().flatMap((directive) => directive.astNode ?? []);
  return schemaOf(schema, described(definitionsOf(schema), rules), directives);
}

/**
 * The schema as one viewer may use it: fields that they can meet on no object are left out, and with them the types
 * that nothing leads to any more. Depends on the caller through `holdingsKey` only.
 */
export function usableSchema(schema: GraphQLSchema, rules: AccessRules, caller: Caller): GraphQLSchema {
  const isUsable = (coordinate: string): boolean => {
    const statement = rules.of(coordinate);
    return statement === undefined || meetsSomewhere(caller, statement).allowed;
  };
  const usable = definitionsOf(schema).map((node): TypeDefinitionNode => {
    const type = node.name.value;
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION: {
        const fields = node.fields?.filter((field) => isUsable(`${type}.${field.name.value}`)) ?? [];
        return { ...node, fields };
      }
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const itself = schema.getType(type);
        // The types that stand for an interface are guarded alike, or the schema is refused.
        const objects = isInterfaceType(itself) ? schema.getPossibleTypes(itself) : [];
        const fields =
          node.fields?.filter(({ name }) =>
            objects.every((object) => isUsable(`${object.name}.${name.value}`)),
          ) ?? [];
        return { ...node, fields };
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
        const fields = node.fields?.filter((field) => isUsable(`${type}.${field.name.value}`)) ?? [];
        return { ...node, fields };
      }
      default:
        return node;
    }
  });
  return schemaOf(schema, pruned(described(usable, rules), rootNames(schema)));
}

/** The names of the operation types. */
export function rootNames(schema: GraphQLSchema): string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => type?.name ?? [],
  );
}

/** A schema of these types; operation types that are not among them are left out. */
export function schemaOf(
  original: GraphQLSchema,
  types: readonly TypeDefinitionNode[],
  directives: readonly DirectiveDefinitionNode[] = [],
): GraphQLSchema {
  const names = new Set(types.map(({ name }) => name.value));
  const node = original.astNode;
  const root: DefinitionNode[] = node
    ? [
        {
          ...node,
          directives: [],
          operationTypes: node.operationTypes.filter(({ type }) => names.has(type.name.value)),
        },
      ]
    : [];
  const definitions: DefinitionNode[] = [...root, ...directives, ...types];
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValid: true, assumeValidSDL: true });
}

/** The definitions with what their rules ask for at the end of each description. */
export function described(types: readonly TypeDefinitionNode[], rules: AccessRules): TypeDefinitionNode[] {
  const describe = <Node extends FieldDefinitionNode | InputValueDefinitionNode>(
    type: string,
    node: Node,
  ) => {
    // A filter is of no object: its rule is decided on each one that it could find.
    const object = node.kind === Kind.INPUT_VALUE_DEFINITION ? "each object concerned" : undefined;
    const words = wordStatement(rules.of(`${type}.${node.name.value}`), object);
    if (words === undefined) return node;
    const value = node.description === undefined ? words : `${node.description.value}\n\n${words}`;
    const description: StringValueNode = { kind: Kind.STRING, value, block: value.includes("\n") };
    return { ...node, description };
  };
  return types.map((node): TypeDefinitionNode => {
    const type = node.name.value;
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      return { ...node, fields: node.fields?.map((field) => describe(type, field)) ?? [] };
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      return { ...node, fields: node.fields?.map((field) => describe(type, field)) ?? [] };
    return node;
  });
}
