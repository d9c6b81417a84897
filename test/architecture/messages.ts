import { parseSync } from "@swc/core";

type Shape = "sentences" | "reason" | "error";

const SHAPES: Readonly<Record<Shape, { readonly fits: (text: string) => boolean; readonly rule: string }>> = {
  sentences: {
    fits: (text) => /^[A-Z"…]/.test(text) && text.endsWith("."),
    rule: "userErrors are whole sentences: a capital, a full stop",
  },
  reason: {
    fits: (text) => /^[a-z"…]/.test(text) && !text.endsWith("."),
    rule: "what follows a field's name is in lower case without a full stop",
  },
  error: {
    // A word of one's own code, a path or a name may begin in lower case: only plain words are told apart.
    fits: (text) => !/^[a-z]+ /.test(text),
    rule: "an error begins with a capital",
  },
};

/** For each class of error, its argument that is the message, and the message's shape. */
const CLASSES: Readonly<Record<string, readonly [argument: number, Shape]>> = {
  Refused: [1, "sentences"],
  UserInputError: [1, "reason"],
  CodedError: [1, "error"],
  UnavailableError: [0, "error"],
  SubgraphUnavailableError: [0, "error"],
  GraphQLError: [0, "error"],
  Error: [0, "error"],
  TypeError: [0, "error"],
  RangeError: [0, "error"],
};

interface Read {
  /** How many messages the file writes out. */
  readonly count: number;
  /** The messages that do not have their shape (docs/style.md, "Messages"). */
  readonly faults: readonly string[];
}

/**
 * The messages that a TypeScript file writes out: literals and templates, in the errors that it makes and in the values
 * of `userErrors`. An expression within a template counts as one character, `…`.
 * @param source the file's text
 */
export function readMessages(source: string): Read {
  const found = messagesIn(parseSync(source, { syntax: "typescript", decorators: true }));
  return {
    count: found.length,
    faults: found.flatMap(([shape, text]) =>
      SHAPES[shape].fits(text) ? [] : [`${JSON.stringify(text)}: ${SHAPES[shape].rule}`],
    ),
  };
}

function messagesIn(node: unknown): [Shape, string][] {
  if (Array.isArray(node)) return node.flatMap(messagesIn);
  if (typeof node !== "object" || node === null) return [];
  return [...ofError(node), ...ofValue(node), ...Object.values(node).flatMap(messagesIn)];
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly arguments?: readonly { readonly expression: Node }[];
  readonly properties?: readonly { readonly key?: Node; readonly value?: unknown }[];
  readonly quasis?: readonly { readonly cooked: string }[];
}

function ofError(node: Node): [Shape, string][] {
  if (node.type !== "NewExpression") return [];
  const name = String(node.callee?.value);
  const [argument, shape] = (Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined) ?? [0, null];
  const text = textOf(node.arguments?.[argument]?.expression);
  return text === null || shape === null ? [] : [[shape, text]];
}

/** `{ code, message, field }`, a value of `userErrors`; `{ message, field }` words a constraint of one. */
function ofValue(node: Node): [Shape, string][] {
  if (node.type !== "ObjectExpression") return [];
  // A shorthand property, `{ field }`, is an identifier and not a pair.
  const names = node.properties?.map(({ key, value }) => key?.value ?? value) ?? [];
  const message = node.properties?.find(({ key }) => key?.value === "message")?.value as Node | undefined;
  const text = textOf(message);
  if (text === null || !names.includes("field")) return [];
  const reason = /^…: (.*)$/s.exec(text)?.[1];
  return [reason === undefined ? ["sentences", text] : ["reason", reason]];
}

function textOf(node: Node | undefined): string | null {
  if (node?.type === "StringLiteral") return String(node.value);
  return node?.type === "TemplateLiteral" ? (node.quasis ?? []).map(({ cooked }) => cooked).join("…") : null;
}
