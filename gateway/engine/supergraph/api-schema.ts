import {
  buildASTSchema,
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { readSpecElements, type SpecElements } from "./spec-elements";

/**
 * The schema that clients see: the supergraph without the definitions and applications of the Apollo specs and
 * without `@inaccessible` elements. Descriptions, `@deprecated`, `@specifiedBy`, `@oneOf` and composed directives
 * stay, and the AST nodes of the answer carry them, so that rules can be read from them.
 */
export function buildApiSchema(supergraph: DocumentNode): GraphQLSchema {
  const spec = readSpecElements(supergraph);
  const hidden = new Set<string>();
  for (const node of supergraph.definitions) {
    if ("name" in node && node.name !== undefined && isInaccessible(node, spec)) hidden.add(node.name.value);
  }
  const definitions = supergraph.definitions.flatMap((node) => keep(node, spec, hidden));
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValid: true, assumeValidSDL: true });
}

function keep(node: DefinitionNode, spec: SpecElements, hidden: ReadonlySet<string>): DefinitionNode[] {
  const visible = <T extends Directed>(items: readonly T[] | undefined): T[] =>
    (items ?? []).filter((item) => !isInaccessible(item, spec)).map((item) => strip(item, spec));
  switch (node.kind) {
    case Kind.SCHEMA_DEFINITION:
    case Kind.SCHEMA_EXTENSION:
      return [strip(node, spec)];
    case Kind.DIRECTIVE_DEFINITION:
      return spec.isSpecDirective(node.name.value) ? [] : [{ ...node, arguments: visible(node.arguments) }];
    case Kind.SCALAR_TYPE_DEFINITION:
      return isDropped(node.name.value, spec, hidden) ? [] : [strip(node, spec)];
    case Kind.ENUM_TYPE_DEFINITION:
      if (isDropped(node.name.value, spec, hidden)) return [];
      return [{ ...strip(node, spec), values: visible(node.values) }];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      if (isDropped(node.name.value, spec, hidden)) return [];
      return [{ ...strip(node, spec), fields: visible(node.fields) }];
    case Kind.UNION_TYPE_DEFINITION: {
      if (isDropped(node.name.value, spec, hidden)) return [];
      const types = (node.types ?? []).filter((type) => !hidden.has(type.name.value));
      return [{ ...strip(node, spec), types }];
    }
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (isDropped(node.name.value, spec, hidden)) return [];
      const fields = visible(node.fields).map((field) => ({ ...field, arguments: visible(field.arguments) }));
      const interfaces = (node.interfaces ?? []).filter((type) => !hidden.has(type.name.value));
      return [{ ...strip(node, spec), fields, interfaces }];
    }
    default:
      return [];
  }
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function isDropped(name: string, spec: SpecElements, hidden: ReadonlySet<string>): boolean {
  return hidden.has(name) || spec.isSpecType(name);
}

function isInaccessible(node: object, { inaccessible }: SpecElements): boolean {
  const directives = (node as Directed).directives;
  return directives?.some((directive) => directive.name.value === inaccessible) ?? false;
}

function strip<T extends Directed>(node: T, spec: SpecElements): T {
  const directives = node.directives?.filter((directive) => !spec.isSpecDirective(directive.name.value));
  return directives === undefined ? node : { ...node, directives };
}
