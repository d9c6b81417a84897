import type { ASTNode, DocumentNode } from "graphql";

/** What a node of a parsed document takes on average, its name and lists included (V8, 64 bits). */
const BYTES_PER_NODE = 160;
/** Names are parts of the text, and a part keeps the whole text: two bytes for each UTF-16 unit. */
const BYTES_PER_CHARACTER = 2;

/** Estimated bytes that a parsed document keeps. @param length of its text in characters, where it is known */
export function documentBytes(document: DocumentNode, length = document.loc?.end ?? 0): number {
  return countNodes(document) * BYTES_PER_NODE + length * BYTES_PER_CHARACTER;
}

function countNodes(root: ASTNode): number {
  let nodes = 0;
  const open: object[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes += 1;
    for (const [key, value] of Object.entries(node)) {
      if (key !== "loc" && typeof value === "object" && value !== null) open.push(value as object);
    }
  }
  return nodes;
}
