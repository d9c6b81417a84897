import { Kind, parse, print, visit, type DefinitionNode, type DocumentNode } from "graphql";

/**
 * Everything that a schema promises its clients, one line a coordinate: types, fields with their arguments and
 * defaults, enum values, union members and applied directives. Order and descriptions promise nothing.
 */
export function promisesOf(sdl: string): Set<string> {
  return new Set(normalized(parse(sdl)).definitions.flatMap(promises));
}

function promises(node: DefinitionNode): string[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const name = node.name.value;
      const own = [`${node.kind} ${name} ${directives(node)}`];
      const fields: readonly { name: { value: string } }[] = node.fields ?? [];
      return [...own, ...fields.map((field) => `${name}.${print(field as never)}`)];
    }
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).map((value) => `${node.name.value}.${value.name.value}`);
    case Kind.SCALAR_TYPE_DEFINITION:
      return [`scalar ${node.name.value}`];
    case Kind.UNION_TYPE_DEFINITION:
      return (node.types ?? []).map((type) => `${node.name.value} = ${type.name.value}`);
    case Kind.DIRECTIVE_DEFINITION:
      return [print(node)];
    default:
      return [];
  }
}

function normalized(document: DocumentNode): DocumentNode {
  const byName = (one: { name: { value: string } }, other: { name: { value: string } }) =>
    one.name.value.localeCompare(other.name.value);
  return visit(document, {
    leave(node) {
      let copy: Record<string, unknown> = { ...node };
      delete copy["description"];
      for (const key of ["arguments", "directives"]) {
        if (Array.isArray(copy[key])) copy = { ...copy, [key]: [...(copy[key] as never[])].sort(byName) };
      }
      // A lone value and a list of one are the same to GraphQL.
      return copy;
    },
  });
}

function directives(node: { directives?: readonly object[] }): string {
  return (node.directives ?? []).map((directive) => print(directive as never)).join(" ");
}
