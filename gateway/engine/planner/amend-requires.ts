import type { FlattenNodePathSegment, PlanNode, RequiresSelection } from "@graphql-hive/router-query-planner";
import { Kind, parse, print, type FieldNode, type SelectionSetNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";
import { inlineFragments } from "./inline-fragments";

/**
 * Repairs plans of supergraphs in which two `@requires` of one type select a field with different arguments.
 * router-query-planner 0.0.38 fetches the field once per set of arguments, under keys of its own, and then builds
 * every representation from the key without arguments: both computed fields get the same value, one of them wrongly.
 * Here each is given the key that holds its own. Where one fetch was to compute both, there is no such key: the plan is
 * refused, and the operation planned in stages.
 */
export function amendRequires(root: PlanNode, supergraph: Supergraph): PlanNode {
  return supergraph.hasConflictingRequires ? new Amendment(supergraph, root).apply(root, []) : root;
}

/** Thrown for a plan that asks one subgraph, in one fetch, for fields that require different values of one field. */
export class ConflictingRequiresError extends Error {
  override readonly name = "ConflictingRequiresError";
}

type Path = readonly FlattenNodePathSegment[];

interface Group {
  readonly requires?: RequiresSelection[];
}

class Amendment {
  /** Under which key a field with certain arguments was fetched at a path. */
  private readonly keys = new Map<string, string>();

  constructor(
    private readonly supergraph: Supergraph,
    root: PlanNode,
  ) {
    this.note(root, []);
  }

  apply(node: PlanNode, path: Path): PlanNode {
    switch (node.kind) {
      case "Sequence":
      case "Parallel":
        return { ...node, nodes: node.nodes.map((child) => this.apply(child, path)) };
      case "Flatten":
        return { ...node, node: this.apply(node.node, [...path, ...node.path]) };
      case "Fetch":
        return { ...node, ...this.amend(node, "_entities", node.operation, path, node.serviceName) };
      case "BatchFetch": {
        const aliases = node.entityBatch.aliases.map((one) => ({
          ...one,
          ...this.amend(one, one.alias, node.operation, one.paths[0] ?? [], node.serviceName),
        }));
        return { ...node, entityBatch: { aliases } };
      }
      default:
        return node;
    }
  }

  /** The same group, reading each required field with arguments from where this group's fields need it. */
  private amend(group: Group, alias: string, operation: string, path: Path, subgraph: string): Group {
    if (group.requires === undefined) return {};
    const fields = entityFields(operation, alias);
    const requires = group.requires.map((selection): RequiresSelection => {
      if (selection.kind !== "InlineFragment") return selection;
      const wanted = new Map<string, string>();
      for (const { name } of fields) {
        for (const node of this.supergraph.requires(selection.typeCondition, name.value, subgraph)
          ?.selections ?? []) {
          if (node.kind !== Kind.FIELD || !node.arguments?.length) continue;
          const key = this.keys.get(`${pathKey(path)}/${signature(node)}`) ?? node.name.value;
          // One representation cannot say both.
          if ((wanted.get(node.name.value) ?? key) !== key) throw new ConflictingRequiresError();
          wanted.set(node.name.value, key);
        }
      }
      const selections = selection.selections.map((one) => {
        if (one.kind !== "Field" || one.alias !== undefined) return one;
        const key = wanted.get(one.name);
        return key === undefined || key === one.name ? one : { ...one, name: key, alias: one.name };
      });
      return { ...selection, selections };
    });
    return { requires };
  }

  private note(node: PlanNode, path: Path): void {
    if (node.kind === "Sequence" || node.kind === "Parallel")
      node.nodes.forEach((child) => this.note(child, path));
    else if (node.kind === "Flatten") this.note(node.node, [...path, ...node.path]);
    else if (node.kind === "Fetch") {
      const isEntity = node.requires !== undefined && node.requires.length > 0;
      this.noteFields(
        isEntity ? entityFields(node.operation, "_entities") : rootFields(node.operation),
        pathKey(path),
      );
    } else if (node.kind === "BatchFetch") {
      for (const { alias, paths } of node.entityBatch.aliases) {
        for (const one of paths) this.noteFields(entityFields(node.operation, alias), pathKey(one));
      }
    }
  }

  private noteFields(fields: readonly FieldNode[], path: string): void {
    for (const node of fields) {
      const key = node.alias?.value ?? node.name.value;
      const id = `${path}/${signature(node)}`;
      if (!this.keys.has(id)) this.keys.set(id, key);
      if (node.selectionSet !== undefined) this.noteFields(flatFields(node.selectionSet), `${path}/${key}`);
    }
  }
}

function pathKey(path: Path): string {
  return path.map((segment) => (segment !== "@" && "Field" in segment ? `/${segment.Field}` : "")).join("");
}

/** A field with its arguments, whatever their order and the field's alias. */
function signature(node: FieldNode): string {
  return `${node.name.value}(${(node.arguments ?? []).map(print).sort().join()})`;
}

function rootFields(operation: string): readonly FieldNode[] {
  const document = inlineFragments(parse(operation, { noLocation: true }));
  const root = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return root === undefined ? [] : flatFields(root.selectionSet);
}

function entityFields(operation: string, alias: string): readonly FieldNode[] {
  const found = rootFields(operation).find((node) => (node.alias?.value ?? node.name.value) === alias);
  return found?.selectionSet === undefined ? [] : flatFields(found.selectionSet);
}

function flatFields(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((node): FieldNode[] => {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? flatFields(node.selectionSet) : [];
  });
}
