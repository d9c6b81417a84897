import {
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from "graphql";
import type { AccessRules } from "./rules";
import { definitionsOf, described, rootNames, schemaOf } from "./view";
import { pruned } from "./view-prune";

/** The fields of each object type that strangers are shown; a type with none is shown as one that hides its fields. */
type Shown = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What anonymous callers introspect: the `@public` root fields with their inputs and payloads (access.md, "What the
 * client gets"). A mutation's payload shows its fields. An object within it, or behind a public query field, is shown
 * when it is made of plain values (UserError), and otherwise hides its fields (Viewer): those are for who signs in.
 */
export function publicSchema(schema: GraphQLSchema, rules: AccessRules): GraphQLSchema {
  const shown = shownToStrangers(schema, rules);
  const types = definitionsOf(schema).flatMap((node): TypeDefinitionNode[] => {
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION: {
        const fields = shown.get(node.name.value);
        return fields === undefined ? [] : [onlyFields(node, fields)];
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
        const isOpen = (field: string): boolean => rules.of(`${node.name.value}.${field}`) === undefined;
        return [{ ...node, fields: node.fields?.filter(({ name }) => isOpen(name.value)) ?? [] }];
      }
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION:
        return [];
      default:
        return [node];
    }
  });
  return schemaOf(schema, pruned(described(types, rules), rootNames(schema)));
}

function shownToStrangers(schema: GraphQLSchema, rules: AccessRules): Shown {
  const shown = new Map<string, Set<string>>();
  const show = (type: GraphQLObjectType, fields: readonly string[]): void => {
    const names = shown.get(type.name) ?? new Set<string>();
    fields.forEach((field) => names.add(field));
    shown.set(type.name, names);
  };
  const nested = (field: GraphQLField<unknown, unknown>): void => {
    const type = getNamedType(field.type);
    if (isObjectType(type)) show(type, isPlain(type, rules) ? Object.keys(type.getFields()) : []);
  };
  const query = schema.getQueryType();
  // A schema has a query type, even one that shows strangers nothing.
  if (query) show(query, []);
  for (const root of rootNames(schema)) {
    const type = schema.getType(root);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (rules.of(`${root}.${field.name}`)?.audience !== "public") continue;
      show(type, [field.name]);
      const payload = getNamedType(field.type);
      if (type === query || !isObjectType(payload)) nested(field);
      else {
        const open = Object.values(payload.getFields()).filter(
          (one) => rules.of(`${payload.name}.${one.name}`) === undefined,
        );
        show(
          payload,
          open.map((one) => one.name),
        );
        open.forEach(nested);
      }
    }
  }
  return shown;
}

function isPlain(type: GraphQLObjectType, rules: AccessRules): boolean {
  return Object.values(type.getFields()).every(
    (field) => isLeafType(getNamedType(field.type)) && rules.of(`${type.name}.${field.name}`) === undefined,
  );
}

function onlyFields(node: ObjectTypeDefinitionNode, names: ReadonlySet<string>): ObjectTypeDefinitionNode {
  const fields = node.fields?.filter(({ name }) => names.has(name.value)) ?? [];
  return { ...node, interfaces: [], fields: fields.length > 0 ? fields : [hiddenFields(node.name.value)] };
}

/**
 * GraphQL has no object types without fields, and tools refuse a schema with one. The stand-in is deprecated, so that
 * who does not ask for deprecated fields sees none, and nobody is offered it. See docs/decisions/0005.
 */
function hiddenFields(type: string): FieldDefinitionNode {
  const text = (value: string) => ({ kind: Kind.STRING as const, value });
  const name = (value: string) => ({ kind: Kind.NAME as const, value });
  const reason = `No field, and not to be asked for: sign in to see those of ${type}.`;
  return {
    kind: Kind.FIELD_DEFINITION,
    name: name("_"),
    type: { kind: Kind.NAMED_TYPE, name: name("Boolean") },
    directives: [
      {
        kind: Kind.DIRECTIVE,
        name: name("deprecated"),
        arguments: [{ kind: Kind.ARGUMENT, name: name("reason"), value: text(reason) }],
      },
    ],
  };
}
