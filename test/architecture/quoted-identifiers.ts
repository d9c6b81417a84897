import { parseSync } from "@swc/core";

/** A name in back-ticks, or in double quotes. */
const QUOTED = '(?:`\\w+`|"\\w+")';
const KEYWORD = /\b(?:SELECT|FROM|WHERE|JOIN|INTO|UPDATE|SET|DELETE|AND|OR|IN|ORDER BY|GROUP BY)\b/;
const BESIDE_AN_OPERATOR = new RegExp(
  `\\.${QUOTED}|${QUOTED}\\s*(?:\\.[?\\w\`]|=|<|>|IN\\b|IS\\b|LIKE\\b|AS\\b)`,
);
const ALONE = new RegExp(`^\\s*(?:\\w+\\.)?${QUOTED}(?: ${QUOTED})?\\s*$`);

/**
 * The texts in a TypeScript file that read as SQL and quote an identifier. A text reads as SQL where it has one of its
 * keywords in capitals, a quoted name beside an operator, or nothing but a quoted name.
 * @param source the file's text
 */
export function quotedIdentifiersIn(source: string): string[] {
  const program: unknown = parseSync(source, { syntax: "typescript", decorators: true });
  return textsOf(program).filter(
    (text) =>
      new RegExp(QUOTED).test(text) &&
      (KEYWORD.test(text) || BESIDE_AN_OPERATOR.test(text) || ALONE.test(text)),
  );
}

function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== "object" || node === null) return [];
  const { type, value, cooked } = node as { type?: unknown; value?: unknown; cooked?: unknown };
  if (type === "StringLiteral" && typeof value === "string") return [value];
  // One text for the whole template: what stands beside a quoted name may be in its other parts.
  if (type === "TemplateLiteral") {
    const { quasis, expressions } = node as { quasis: { cooked: string }[]; expressions: unknown };
    return [quasis.map((part) => part.cooked).join("?"), ...textsOf(expressions)];
  }
  if (type === "TemplateElement" && typeof cooked === "string") return [cooked];
  return Object.values(node).flatMap(textsOf);
}
