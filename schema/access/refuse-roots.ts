import type { GraphQLObjectType, GraphQLSchema } from "graphql";
import { ACCESS_DIRECTIVES, importedNames } from "./read-rules";
import type { AccessFault } from "./refuse-fault";
import type { AccessRules } from "./rules";

/** The operation types of the schema, each once. */
export function rootTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return [...new Set(roots.flatMap((root) => (root ? [root] : [])))];
}

/** Silence is refusal: each root field says who may meet it, and says it without contradiction. */
export function rootFaults(schema: GraphQLSchema, rules: AccessRules): AccessFault[] {
  return rootTypes(schema).flatMap((root) =>
    Object.keys(root.getFields()).flatMap((field): AccessFault[] => {
      const coordinate = `${root.name}.${field}`;
      if (rules.of(coordinate) !== undefined) return contradictions(schema, root, field);
      return [
        {
          coordinate,
          reason: "does not say who may meet it",
          remedy: "Mark it @public, @signedIn or @requiresProfile",
        },
      ];
    }),
  );
}

// Two subgraphs may share a root field, and composition joins what they say: the laxer word must not win.
function contradictions(schema: GraphQLSchema, root: GraphQLObjectType, field: string): AccessFault[] {
  const names = importedNames(schema);
  const applied = root.getFields()[field]?.astNode?.directives?.map(({ name }) => name.value) ?? [];
  const found = ACCESS_DIRECTIVES.filter((name) => names !== undefined && applied.includes(names[name]));
  if (!found.includes("public") || found.length === 1) return [];
  const others = found.filter((name) => name !== "public").map((name) => `@${name}`);
  return [
    {
      coordinate: `${root.name}.${field}`,
      reason: `is @public and ${others.join(" and ")} at once`,
      remedy: "Keep one of them, in every subgraph that defines the field",
    },
  ];
}
