import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from "graphql";

/** A directive where it is applied, and whether a rule could be decided there. */
export interface Application {
  readonly node: ConstDirectiveNode;
  readonly coordinate: string;
  readonly place: "object" | "field" | "input field" | "interface" | "elsewhere";
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** Every directive that the types of a schema carry, the ones where no rule belongs included. */
export function* applications(document: DocumentNode): Generator<Application> {
  for (const definition of document.definitions) yield* inDefinition(definition);
}

function* inDefinition(node: DefinitionNode): Generator<Application> {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      yield* on(node, node.name.value, "object");
      yield* inFields(node.fields, node.name.value, "field");
      return;
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      yield* on(node, node.name.value, "interface");
      yield* inFields(node.fields, node.name.value, "interface");
      return;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      yield* on(node, node.name.value, "elsewhere");
      for (const field of node.fields ?? [])
        yield* on(field, `${node.name.value}.${field.name.value}`, "input field");
      return;
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      yield* on(node, node.name.value, "elsewhere");
      for (const value of node.values ?? [])
        yield* on(value, `${node.name.value}.${value.name.value}`, "elsewhere");
      return;
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      yield* on(node, node.name.value, "elsewhere");
      return;
    default:
  }
}

function* inFields(
  fields: readonly FieldDefinitionNode[] | undefined,
  type: string,
  place: Application["place"],
): Generator<Application> {
  for (const field of fields ?? []) {
    const coordinate = `${type}.${field.name.value}`;
    yield* on(field, coordinate, place);
    for (const argument of field.arguments ?? [])
      yield* on(argument, `${coordinate}(${argument.name.value}:)`, "elsewhere");
  }
}

function* on(node: Annotated, coordinate: string, place: Application["place"]): Generator<Application> {
  for (const directive of node.directives ?? []) yield { node: directive, coordinate, place };
}
