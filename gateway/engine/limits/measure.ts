import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Limits } from "./limits";

/** What is counted with fragments expanded. */
type Counted = Readonly<Record<Exclude<keyof Limits, "nameLength">, number>>;

/** What an operation asks for, counted with its fragments expanded. */
export type Measure = Readonly<Record<keyof Limits, number>>;

const NOTHING: Counted = { depth: 0, nesting: 0, aliases: 0, rootFields: 0, directives: 0, fields: 0 };
/** A fragment that spreads itself never ends: no limit allows it. */
const ENDLESS: Counted = {
  depth: Infinity,
  nesting: Infinity,
  aliases: Infinity,
  rootFields: Infinity,
  directives: Infinity,
  fields: Infinity,
};

/**
 * Counts an operation as if its fragments were expanded, in time linear in the document: each fragment is counted
 * once and its numbers are added wherever it is spread.
 */
export function measure(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Counted {
  const counted = new Map<string, Counted>();

  const fragment = (name: string): Counted => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, ENDLESS);
    const node = fragments.get(name);
    const result =
      node === undefined ? NOTHING : add(selectionSet(node.selectionSet), node.directives?.length ?? 0);
    counted.set(name, result);
    return result;
  };

  const selectionSet = (set: SelectionSetNode): Counted => {
    let { depth, nesting, aliases, rootFields, directives, fields } = NOTHING;
    for (const selection of set.selections) {
      directives += selection.directives?.length ?? 0;
      let below = NOTHING;
      if (selection.kind === Kind.FIELD) {
        if (selection.selectionSet !== undefined) below = selectionSet(selection.selectionSet);
        if (selection.alias !== undefined) aliases += 1;
        fields += 1;
        rootFields += 1;
        depth = Math.max(depth, 1 + below.depth);
      } else {
        below =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selectionSet(selection.selectionSet)
            : fragment(selection.name.value);
        rootFields += below.rootFields;
        depth = Math.max(depth, below.depth);
      }
      nesting = Math.max(nesting, 1 + below.nesting);
      aliases += below.aliases;
      directives += below.directives;
      fields += below.fields;
    }
    return { depth, nesting, aliases, rootFields, directives, fields };
  };

  return add(selectionSet(operation.selectionSet), operation.directives?.length ?? 0);
}

function add(found: Counted, directives: number): Counted {
  return { ...found, directives: found.directives + directives };
}

/** Characters of the longest name in a document, used or not. */
export function longestName(document: DocumentNode): number {
  let longest = 0;
  visit(document, { Name: ({ value }) => void (longest = Math.max(longest, value.length)) });
  return longest;
}
