import { Kind, type TypeDefinitionNode, type TypeNode } from "graphql";

type Types = ReadonlyMap<string, TypeDefinitionNode>;

const BUILT_IN = ["Int", "Float", "String", "Boolean", "ID"];

/** Takes away types that are left empty, whatever speaks of them, and what the operation types no longer lead to. */
export function pruned(
  definitions: readonly TypeDefinitionNode[],
  roots: readonly string[],
): TypeDefinitionNode[] {
  let types: Types = new Map(definitions.map((node) => [node.name.value, node]));
  for (;;) {
    const next = withoutEmpty(types);
    if (next.size === types.size) {
      const reached = reachable(next, roots);
      return [...next.values()].filter(({ name }) => reached.has(name.value));
    }
    types = next;
  }
}

/** The name at the heart of a type reference: `[Line!]!` → `Line`. */
export function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function withoutEmpty(types: Types): Types {
  const exists = (name: string): boolean => types.has(name) || BUILT_IN.includes(name);
  const kept = [...types.values()].flatMap((node): TypeDefinitionNode[] => {
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = (node.fields ?? [])
          .filter(({ type }) => exists(nameOf(type)))
          .map((field) => ({
            ...field,
            arguments: (field.arguments ?? []).filter(({ type }) => exists(nameOf(type))),
          }));
        const interfaces = (node.interfaces ?? []).filter(({ name }) => exists(name.value));
        return fields.length === 0 ? [] : [{ ...node, fields, interfaces }];
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
        const fields = (node.fields ?? []).filter(({ type }) => exists(nameOf(type)));
        return fields.length === 0 ? [] : [{ ...node, fields }];
      }
      case Kind.UNION_TYPE_DEFINITION: {
        const members = (node.types ?? []).filter(({ name }) => exists(name.value));
        return members.length === 0 ? [] : [{ ...node, types: members }];
      }
      default:
        return [node];
    }
  });
  return new Map(kept.map((node) => [node.name.value, node]));
}

function reachable(types: Types, roots: readonly string[]): ReadonlySet<string> {
  const implementations = new Map<string, string[]>();
  for (const node of types.values()) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name } of node.interfaces ?? [])
      implementations.set(name.value, [...(implementations.get(name.value) ?? []), node.name.value]);
  }
  const reached = new Set<string>();
  const open = roots.filter((name) => types.has(name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const node = types.get(name);
    if (node !== undefined) open.push(...neighbours(node), ...(implementations.get(name) ?? []));
  }
  return reached;
}

function neighbours(node: TypeDefinitionNode): string[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = (node.fields ?? []).flatMap((field) => [
        nameOf(field.type),
        ...(field.arguments ?? []).map(({ type }) => nameOf(type)),
      ]);
      return [...fields, ...(node.interfaces ?? []).map(({ name }) => name.value)];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map(({ type }) => nameOf(type));
    case Kind.UNION_TYPE_DEFINITION:
      return (node.types ?? []).map(({ name }) => name.value);
    default:
      return [];
  }
}
