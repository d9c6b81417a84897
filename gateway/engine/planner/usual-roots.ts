import type { QueryPlan } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, visit, type ASTNode, type DocumentNode } from "graphql";
import { planningBy, type QueryPlanner } from "./query-planner";

/** Type names, by the names that they get. */
type Renames = ReadonlyMap<string, string>;

const DEFINITION = /^(?:Scalar|Object|Interface|Union|Enum|InputObject)TypeDefinition$/;
const USUAL = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

/**
 * Makes planners of supergraphs whose root types may have any names (spec section 3.3.1). router-query-planner 0.0.38
 * knows roots by their usual names alone: with `schema { query: RootQuery }` each fetch is a fragment on a type that no
 * subgraph need have, and a mutation becomes a query. It is given the usual names, and its plans get back the
 * supergraph's.
 */
export function withUsualRoots(
  createPlanner: (supergraphSdl: string) => QueryPlanner,
): (supergraphSdl: string) => QueryPlanner {
  return (supergraphSdl) => {
    const renames = rootRenames(supergraphSdl);
    if (renames.size === 0) return createPlanner(supergraphSdl);
    const back = new Map([...renames].map(([own, usual]) => [usual, own]));
    const planner = createPlanner(print(renamed(parse(supergraphSdl, { noLocation: true }), renames)));
    return planningBy(planner, async (operation, overrides, task) =>
      renamedPlan(await planner.plan(renamedText(operation, renames), overrides, task), back),
    );
  };
}

/** What is to be renamed so that every root has its usual name: the roots, and what stands in their way. */
function rootRenames(supergraphSdl: string): Renames {
  const renames = new Map<string, string>();
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const names = new Set(
    definitions.flatMap((node) => ("name" in node && node.name ? [node.name.value] : [])),
  );
  const operations = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? [])
      : [],
  );
  const roots = new Set(operations.map(({ type }) => type.name.value));
  for (const { operation, type } of operations) {
    const usual = USUAL[operation];
    if (type.name.value === usual) continue;
    renames.set(type.name.value, usual);
    if (!names.has(usual) || roots.has(usual)) continue;
    let free = `_${usual}`;
    while (names.has(free)) free = `_${free}`;
    renames.set(usual, free);
  }
  return renames;
}

/** Names of types wherever they stand: in definitions, conditions, and the texts that joins carry. */
function renamed<T extends ASTNode>(node: T, renames: Renames): T {
  return visit(node, {
    enter(one) {
      if (one.kind === Kind.NAMED_TYPE || DEFINITION.test(one.kind)) {
        const { name } = one as { readonly name: { readonly value: string } };
        const value = renames.get(name.value);
        return value === undefined ? undefined : { ...one, name: { ...name, value } };
      }
      if (one.kind !== Kind.ARGUMENT || one.value.kind !== Kind.STRING) return undefined;
      return { ...one, value: { ...one.value, value: inText(one.name.value, one.value.value, renames) } };
    },
  });
}

/** What an argument of a join says, e.g. `requires: "owner { ... on RootQuery { id } }"` or `type: "[RootQuery!]"`. */
function inText(argument: string, text: string, renames: Renames): string {
  const replace = (name: string) => renames.get(name) ?? name;
  if (argument === "type" || argument === "interface" || argument === "member")
    return text.replaceAll(/\w+/g, replace);
  if (argument !== "key" && argument !== "requires" && argument !== "provides") return text;
  return text.replaceAll(/(\.\.\.\s*on\s+)(\w+)/g, (_all, on: string, name: string) => on + replace(name));
}

function renamedText(operation: string, renames: Renames): string {
  if (![...renames.keys()].some((name) => operation.includes(name))) return operation;
  const document: DocumentNode = parse(operation, { noLocation: true });
  return print(renamed(document, renames));
}

/** A plan names types in its fetches' texts, in paths, in representations and in the rewrites of both. */
function renamedPlan(plan: QueryPlan, renames: Renames): QueryPlan {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
    if (typeof value !== "string") return value;
    if (key === "operation") return renamedText(value, renames);
    return TYPE_KEYS.has(key) ? (renames.get(value) ?? value) : value;
  };
  return walk(plan, "") as QueryPlan;
}

/** Where a plan's JSON holds names of types. */
const TYPE_KEYS = new Set(["typeCondition", "TypeCondition", "TypenameEquals", "setValueTo"]);
