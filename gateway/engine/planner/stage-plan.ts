import type {
  FetchNode,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
} from "@graphql-hive/router-query-planner";
import {
  Kind,
  parse,
  parseType,
  print,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { Stage } from "./split-operation";

type Path = readonly FlattenNodePathSegment[];

/**
 * Turns the plan of a stage, which starts at an entry point that no subgraph has, into one that starts at the
 * stage's entities: the fetch at the root becomes one of entities, and every path gets the stage's in front.
 */
export function rebasePlan(node: PlanNode, stage: Stage): PlanNode {
  const rebase = (path: Path): FlattenNodePathSegment[] => [...stage.path, ...path.slice(1)];
  switch (node.kind) {
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map((child) => rebasePlan(child, stage)) };
    case "Flatten":
      return { ...node, path: rebase(node.path) };
    case "BatchFetch": {
      const aliases = node.entityBatch.aliases.map((alias) => ({ ...alias, paths: alias.paths.map(rebase) }));
      return { ...node, entityBatch: { aliases } };
    }
    case "Fetch":
      return entityFetch(node, stage);
    default:
      return node;
  }
}

function entityFetch(node: FetchNode, stage: Stage): PlanNode {
  const document = parse(node.operation, { noLocation: true });
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.selectionSet.selections.find((one) => one.kind === Kind.FIELD);
  if (operation === undefined || root?.selectionSet === undefined)
    throw new Error("A stage's plan starts nowhere.");
  // Its key is in the data already: that is how the stage was split off.
  if (isWithin(root.selectionSet, stage.entry.key)) return { kind: "Sequence", nodes: [] };
  const definitions = [entitiesOperation(operation, stage.entry.type, root.selectionSet.selections)];
  const fragments = document.definitions.filter((one) => one !== operation);
  const requires: RequiresSelection[] = [
    {
      kind: "InlineFragment",
      typeCondition: stage.entry.type,
      selections: [
        { kind: "Field", name: "__typename" },
        ...requiresOf(stage.entry.key),
        ...stage.needs.map(({ key, field }) => requiredField(field, key)),
      ],
    },
  ];
  const fetch: FetchNode = {
    ...node,
    operation: print({ kind: Kind.DOCUMENT, definitions: [...definitions, ...fragments] }),
    requires,
    ...(node.outputRewrites === undefined
      ? {}
      : { outputRewrites: node.outputRewrites.map(withoutFirstKey) }),
  };
  return { kind: "Flatten", path: [...stage.path], node: fetch };
}

function entitiesOperation(
  operation: OperationDefinitionNode,
  type: string,
  selections: readonly SelectionNode[],
): OperationDefinitionNode {
  const variable = {
    kind: Kind.VARIABLE as const,
    name: { kind: Kind.NAME as const, value: "representations" },
  };
  return {
    ...operation,
    variableDefinitions: [
      { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType("[_Any!]!", { noLocation: true }) },
      ...(operation.variableDefinitions ?? []),
    ],
    selectionSet: set([
      {
        kind: Kind.FIELD,
        name: { kind: Kind.NAME, value: "_entities" },
        arguments: [{ kind: Kind.ARGUMENT, name: variable.name, value: variable }],
        selectionSet: set([
          {
            kind: Kind.INLINE_FRAGMENT,
            typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
            selectionSet: set(selections),
          },
        ]),
      },
    ]),
  };
}

function set(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

/** Whether a selection asks for nothing but a type name and fields of the key. */
function isWithin(selected: SelectionSetNode, key: SelectionSetNode): boolean {
  return selected.selections.every((node) => {
    if (node.kind !== Kind.FIELD || node.alias !== undefined) return false;
    if (node.name.value === "__typename") return true;
    const known = key.selections.find((one) => one.kind === Kind.FIELD && one.name.value === node.name.value);
    if (known?.kind !== Kind.FIELD) return false;
    if (node.selectionSet === undefined) return true;
    return known.selectionSet !== undefined && isWithin(node.selectionSet, known.selectionSet);
  });
}

function requiresOf(key: SelectionSetNode): RequiresSelection[] {
  return key.selections.flatMap((node): RequiresSelection[] => {
    if (node.kind === Kind.FIELD) return [requiredField(node)];
    if (node.kind !== Kind.INLINE_FRAGMENT) return [];
    const typeCondition = node.typeCondition?.name.value;
    const selections = requiresOf(node.selectionSet);
    return typeCondition === undefined ? selections : [{ kind: "InlineFragment", typeCondition, selections }];
  });
}

/** `key`: where the field stands in the data, when not under its name. */
function requiredField(node: FieldNode, key?: string): RequiresSelection {
  const name = node.name.value;
  return {
    kind: "Field",
    name: key ?? name,
    ...(key === undefined ? {} : { alias: name }),
    ...(node.selectionSet === undefined ? {} : { selections: requiresOf(node.selectionSet) }),
  };
}

function withoutFirstKey(rewrite: FetchRewrite): FetchRewrite {
  if ("KeyRenamer" in rewrite)
    return { KeyRenamer: { ...rewrite.KeyRenamer, path: rewrite.KeyRenamer.path.slice(1) } };
  if ("kind" in rewrite) return { ...rewrite, path: rewrite.path.slice(1) };
  return { ValueSetter: { ...rewrite.ValueSetter, path: rewrite.ValueSetter.path.slice(1) } };
}
