import { execute, Kind, visit, type GraphQLSchema, type SelectionNode, type SelectionSetNode } from "graphql";
import type { Operation } from "../operation/operation";
import { isIntrospection } from "../operation/response-keys";

/** Whether an operation asks for `__schema` or `__type` at its root. */
export function asksForIntrospection(operation: Operation): boolean {
  const seen = new Set<string>();
  const asks = (set: SelectionSetNode): boolean =>
    set.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return isIntrospection(selection);
      if (selection.kind === Kind.INLINE_FRAGMENT) return asks(selection.selectionSet);
      if (seen.has(selection.name.value)) return false;
      seen.add(selection.name.value);
      const fragment = operation.fragments.get(selection.name.value);
      return fragment !== undefined && asks(fragment.selectionSet);
    });
  return asks(operation.node.selectionSet);
}

/** Lets graphql-js answer the introspection fields; its root has no data, so everything else stays null. */
export function introspect(
  schema: GraphQLSchema,
  operation: Operation,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const result = execute({
    schema,
    document: onlyIntrospection(operation),
    operationName: operation.node.name?.value ?? null,
    variableValues: variables,
  });
  // Introspection resolves nothing asynchronously.
  return "data" in result ? (result.data ?? {}) : {};
}

/** The document with every other field of the root taken away, wherever a fragment puts it. */
function onlyIntrospection(operation: Operation) {
  const rootOnly = (set: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return isIntrospection(selection) ? [selection] : [];
      const node =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : operation.fragments.get(selection.name.value);
      if (node === undefined) return [];
      const selectionSet = rootOnly(node.selectionSet);
      if (selectionSet.selections.length === 0) return [];
      const directives = selection.directives ?? [];
      return [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet }];
    }),
  });
  const node = { ...operation.node, directives: [], selectionSet: rootOnly(operation.node.selectionSet) };
  const used = new Set<string>();
  const fragments = [...operation.fragments.values()];
  visit(
    { kind: Kind.DOCUMENT, definitions: [node, ...fragments] },
    { Variable: ({ name }) => void used.add(name.value) },
  );
  const variableDefinitions = (node.variableDefinitions ?? []).filter((one) =>
    used.has(one.variable.name.value),
  );
  return { kind: Kind.DOCUMENT as const, definitions: [{ ...node, variableDefinitions }, ...fragments] };
}
