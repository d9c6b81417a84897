import {
  getDirectiveValues,
  Kind,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type ConstDirectiveNode,
  type ConstValueNode,
  type GraphQLDirective,
  type GraphQLSchema,
} from "graphql";
import type { AccessRules, AccessStatement, Rule } from "./rules";
import { isProfile, isService } from "./vocabulary";

/** The access specification that a schema links to say that our directives mean what access.md says. */
export const ACCESS_SPEC_URL = "https://specs.area-clienti.example/access/v1.0";

/** The directives of the access specification, by the names that it gives them. */
export const ACCESS_DIRECTIVES = ["requiresProfile", "signedIn", "public"] as const;
/** The name of a directive that states access. */
export type AccessDirective = (typeof ACCESS_DIRECTIVES)[number];

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

/**
 * Reads every rule of a schema, subgraph's or supergraph's, from the directives on its AST nodes, following the names
 * under which the schema imports them (a renamed directive still counts). Rules on a type apply to each of its fields.
 * @throws Error naming the coordinate when a rule names an unknown profile or service, or none.
 */
export function readRules(schema: GraphQLSchema): AccessRules {
  const names = importedNames(schema);
  const statements = new Map<string, AccessStatement>();
  if (names !== undefined) {
    const directive = schema.getDirective(names.requiresProfile);
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      const typeRules = nodesOf(type).flatMap((node) => rulesOn(node, directive, type.name));
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        const own = field.astNode ? rulesOn(field.astNode, directive, coordinate) : [];
        const rules = [...typeRules, ...own];
        const isPublic = carries(field.astNode, names.public);
        if (rules.length === 0 && !isPublic && !carries(field.astNode, names.signedIn)) continue;
        const audience = isPublic && rules.length === 0 ? "public" : "signedIn";
        statements.set(coordinate, Object.freeze({ coordinate, audience, rules: Object.freeze(rules) }));
      }
    }
  }
  const all = Object.freeze([...statements.values()]);
  const kinds = kindsOf(schema);
  return Object.freeze({
    linked: names !== undefined,
    of: (coordinate: string) => statements.get(coordinate),
    kindOf: (coordinate: string) => kinds.get(coordinate),
    all: () => all,
  });
}

/** Every coordinate that clients may speak of. */
function kindsOf(schema: GraphQLSchema): ReadonlyMap<string, "field" | "input field"> {
  const kinds = new Map<string, "field" | "input field">();
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInputObjectType(type)) || type.name.startsWith("__")) continue;
    if (nodesOf(type).some((node) => carries(node, "inaccessible"))) continue;
    for (const field of Object.values(type.getFields())) {
      if (carries(field.astNode, "inaccessible")) continue;
      kinds.set(`${type.name}.${field.name}`, isObjectType(type) ? "field" : "input field");
    }
  }
  return kinds;
}

function nodesOf(type: { astNode?: Annotated | null | undefined; extensionASTNodes?: readonly Annotated[] }) {
  return [...(type.astNode ? [type.astNode] : []), ...(type.extensionASTNodes ?? [])];
}

function carries(node: Annotated | null | undefined, name: string): boolean {
  return node?.directives?.some((directive) => directive.name.value === name) ?? false;
}

function rulesOn(
  node: Annotated,
  directive: GraphQLDirective | null | undefined,
  coordinate: string,
): Rule[] {
  if (!directive) return [];
  return (node.directives ?? [])
    .filter((application) => application.name.value === directive.name)
    .map((application) => {
      const values = getDirectiveValues(directive, { directives: [application] }) ?? {};
      return toRule(values, coordinate);
    });
}

function toRule(values: Record<string, unknown>, coordinate: string): Rule {
  const { anyOf, service = null, of = null, ofType = null, orSelf = false } = values;
  if (!Array.isArray(anyOf) || anyOf.length === 0 || !anyOf.every(isProfile)) {
    throw new Error(`${coordinate}: @requiresProfile(anyOf:) must name at least one known profile`);
  }
  if (service !== null && !isService(service)) {
    throw new Error(
      `${coordinate}: @requiresProfile(service: ${JSON.stringify(service)}) names no known service`,
    );
  }
  return Object.freeze({
    anyOf: Object.freeze([...anyOf]),
    service,
    of: typeof of === "string" ? of : null,
    ofType: typeof ofType === "string" ? ofType : null,
    orSelf: orSelf === true,
  });
}

/** The schema's `@link` applications. */
export function linksOf(schema: GraphQLSchema): ConstDirectiveNode[] {
  const nodes = [...(schema.astNode ? [schema.astNode] : []), ...schema.extensionASTNodes];
  return nodes
    .flatMap((node) => node.directives ?? [])
    .filter((directive) => directive.name.value === "link");
}

/** Local names of the three directives by the schema's `@link`, or undefined when it does not link our specification. */
export function importedNames(schema: GraphQLSchema): Record<AccessDirective, string> | undefined {
  const links = linksOf(schema);
  const link = links.find((candidate) => textArgument(candidate, "url") === ACCESS_SPEC_URL);
  if (link === undefined) return undefined;
  const namespace = textArgument(link, "as") ?? "access";
  const names = {
    requiresProfile: `${namespace}__requiresProfile`,
    signedIn: `${namespace}__signedIn`,
    public: `${namespace}__public`,
  };
  for (const imported of importsOf(link)) {
    if (imported.name in names) names[imported.name as AccessDirective] = imported.as;
  }
  return names;
}

/** What a `@link` imports, and under which names; without the at sign. */
export function importsOf(link: ConstDirectiveNode): { readonly name: string; readonly as: string }[] {
  const imports = link.arguments?.find((candidate) => candidate.name.value === "import")?.value;
  if (imports?.kind !== Kind.LIST) return [];
  return imports.values.flatMap((item) => importOf(item) ?? []);
}

/** `"@signedIn"` or `{ name: "@signedIn", as: "@authenticated" }`, without the at sign. */
function importOf(item: ConstValueNode): { name: string; as: string } | undefined {
  const bare = (value: ConstValueNode | undefined) =>
    value?.kind === Kind.STRING ? value.value.replace(/^@/, "") : undefined;
  if (item.kind !== Kind.OBJECT) {
    const name = bare(item);
    return name === undefined ? undefined : { name, as: name };
  }
  const field = (key: string) => bare(item.fields.find((candidate) => candidate.name.value === key)?.value);
  const name = field("name");
  return name === undefined ? undefined : { name, as: field("as") ?? name };
}

/** The text that a directive's argument is given, if it is given one. */
export function textArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
