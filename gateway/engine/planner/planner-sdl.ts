import { Kind, parse, print, visit, type ASTNode } from "graphql";

/** A supergraph's node with some arguments of its `@join__field`s left out. */
export function withoutJoinArguments<T extends ASTNode>(node: T, names: readonly string[]): T {
  return visit(node, {
    Directive(directive) {
      if (directive.name.value !== "join__field") return undefined;
      const kept = directive.arguments?.filter((argument) => !names.includes(argument.name.value)) ?? [];
      return { ...directive, arguments: kept };
    },
    DirectiveDefinition: () => false,
  });
}

/**
 * The supergraph without `@provides`: every field is then fetched from a subgraph that always answers it. A detour, for
 * operations of whose `@provides` the planner confuses two.
 */
export function withoutProvides(supergraphSdl: string): string {
  return print(withoutJoinArguments(parse(supergraphSdl, { noLocation: true }), ["provides"]));
}

/**
 * The supergraph as the planner can read it: router-query-planner 0.0.38 takes `__typename` in a `@provides` for a
 * field that the type does not have.
 */
export function plannerSdl(supergraphSdl: string): string {
  if (!/provides:[^)]*__typename/.test(supergraphSdl)) return supergraphSdl;
  return print(
    visit(parse(supergraphSdl, { noLocation: true }), {
      Argument(argument) {
        if (argument.name.value !== "provides" || argument.value.kind !== Kind.STRING) return undefined;
        const value = withoutTypenames(argument.value.value);
        return { ...argument, value: { ...argument.value, value } };
      },
    }),
  );
}

/** A field set without its type names; what holds nothing else is left as it is. */
function withoutTypenames(fields: string): string {
  const document = visit(parse(`{${fields}}`, { noLocation: true }), {
    SelectionSet(set) {
      const selections = set.selections.filter(
        (node) => node.kind !== Kind.FIELD || node.name.value !== "__typename",
      );
      return selections.length === 0 ? undefined : { ...set, selections };
    },
  });
  return print(document).trim().slice(1, -1).trim();
}
