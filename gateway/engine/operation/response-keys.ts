import { Kind, print, visit, type DocumentNode, type FieldNode } from "graphql";
import type { Supergraph } from "../supergraph/supergraph";

/**
 * Under which key a field's value stands in the data of the subgraphs. It is the response key, except where that
 * could do harm on the way; the projection puts the client's own key back. Harmful are
 *
 * - keys that mean something to JavaScript (`__proto__`, `constructor`) or to plans (`__typename`, `_e0`);
 * - an alias that is another field's name, or a key that stands for two fields or two sets of arguments: the planner renames results in place and
 *   then reads a key or a `@requires` from what the client aliased over it (seen in router-query-planner 0.0.38 with
 *   `{ me { id: name score } }`, which asks the next subgraph for the entity whose id is the name);
 * - a field that some `@requires` selects with arguments: the planner renames its own, then reads the client's.
 */
export class ResponseKeys {
  private readonly replaced = new Map<string, string>();
  private readonly original = new Map<string, string>();
  private readonly ambiguous: ReadonlySet<string>;
  private readonly prefix: string;

  constructor(
    document: DocumentNode,
    private readonly supergraph: Supergraph,
  ) {
    const fieldOf = new Map<string, string>();
    const ambiguous = new Set<string>();
    let prefix = "k";
    visit(document, {
      Field(node) {
        const key = responseKey(node);
        const known = fieldOf.get(key);
        const asked = `${node.name.value}${argumentsOf(node)}`;
        if (known === undefined) fieldOf.set(key, asked);
        else if (known !== asked) ambiguous.add(key);
        while (key.startsWith(prefix) || node.name.value.startsWith(prefix)) prefix += "k";
      },
    });
    while ([...supergraph.fieldNames].some((name) => name.startsWith(prefix))) prefix += "k";
    this.ambiguous = ambiguous;
    this.prefix = prefix;
  }

  /** The key in subgraph data for a field of the operation. */
  source(node: FieldNode): string {
    const key = responseKey(node);
    const name = node.name.value;
    if (name === "__typename" || !this.isHarmful(key, name)) return key;
    const id = `${key}:${name}${argumentsOf(node)}`;
    const known = this.replaced.get(id);
    if (known !== undefined) return known;
    const replacement = `${this.prefix}${this.replaced.size}`;
    this.replaced.set(id, replacement);
    this.original.set(replacement, key);
    return replacement;
  }

  /** The client's key for a key of a path that a subgraph reported. */
  client(source: string): string {
    return this.original.get(source) ?? source;
  }

  private isHarmful(key: string, name: string): boolean {
    if (key.startsWith("_") || key in Object.prototype || this.ambiguous.has(key)) return true;
    if (key !== name) return this.supergraph.fieldNames.has(key);
    return this.supergraph.requiredWithArguments.has(name);
  }
}

/** A field's arguments, whatever their order. */
function argumentsOf(node: FieldNode): string {
  return node.arguments?.length ? `(${node.arguments.map(print).sort().join()})` : "";
}

/** The key of a field in the response: its alias, else its name. */
export function responseKey(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

/** Whether a field is one of the introspection system (spec section 4), which no subgraph is asked for. */
export function isIntrospection(node: FieldNode): boolean {
  return node.kind === Kind.FIELD && (node.name.value === "__schema" || node.name.value === "__type");
}
