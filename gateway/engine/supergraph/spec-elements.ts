import { Kind, type ConstDirectiveNode, type DocumentNode } from "graphql";

/** Which definitions of a supergraph are machinery of the Apollo specs and no part of what clients see. */
export interface SpecElements {
  isSpecDirective(name: string): boolean;
  isSpecType(name: string): boolean;
  /** What `@inaccessible` is called here. */
  readonly inaccessible: string;
}

const APOLLO_SPEC = /^https:\/\/specs\.apollo\.dev\/([a-z][a-zA-Z]*)\//;
/** Federation's own directives as composition writes them without a namespace. */
const BARE = ["link", "core", "inaccessible", "tag"];

/**
 * Reads the schema's `@link` (and `@core`) applications. A directive that came through `@composeDirective` is linked
 * too, but by a URL of its own, and stays. Source: https://specs.apollo.dev/link/v1.0/
 */
export function readSpecElements(document: DocumentNode): SpecElements {
  const namespaces = new Set(["join", "link", "core"]);
  const directives = new Set(BARE);
  const types = new Set<string>();
  let inaccessible = "inaccessible";
  for (const link of schemaDirectives(document)) {
    const url = stringArgument(link, "url") ?? stringArgument(link, "feature");
    const name = url === undefined ? undefined : APOLLO_SPEC.exec(url)?.[1];
    if (name === undefined) continue;
    const alias = stringArgument(link, "as") ?? name;
    namespaces.add(alias);
    directives.add(alias);
    if (name === "inaccessible") inaccessible = alias;
    for (const { element, as } of imports(link)) {
      if (as.startsWith("@")) directives.add(as.slice(1));
      else types.add(as);
      if (element === "@inaccessible") inaccessible = as.slice(1);
    }
  }
  const isNamespaced = (name: string): boolean => {
    const end = name.indexOf("__");
    return end > 0 && namespaces.has(name.slice(0, end));
  };
  return {
    isSpecDirective: (name) => directives.has(name) || isNamespaced(name),
    isSpecType: (name) => types.has(name) || isNamespaced(name),
    inaccessible,
  };
}

function schemaDirectives(document: DocumentNode): ConstDirectiveNode[] {
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((node) => node.directives ?? []);
}

/** The string value of a directive's argument, if it has one. */
export function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

interface Import {
  readonly element: string;
  /** What it is called in this schema. */
  readonly as: string;
}

function imports(link: ConstDirectiveNode): Import[] {
  const value = link.arguments?.find((argument) => argument.name.value === "import")?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item): Import[] => {
    if (item.kind === Kind.STRING) return [{ element: item.value, as: item.value }];
    if (item.kind !== Kind.OBJECT) return [];
    const field = (key: string): string | undefined => {
      const found = item.fields.find((candidate) => candidate.name.value === key)?.value;
      return found?.kind === Kind.STRING ? found.value : undefined;
    };
    const element = field("name");
    return element === undefined ? [] : [{ element, as: field("as") ?? element }];
  });
}
