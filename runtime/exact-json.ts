import { randomUUID } from "node:crypto";

/**
 * A number of a JSON text that a double cannot hold: an integer beyond 2^53 − 1, a decimal of more digits than a
 * double keeps. It goes out again as it came in (RFC 8259, section 6, leaves the range to whoever reads).
 */
export class ExactNumber {
  /** @param text as it stood in the JSON, e.g. `9007199254740993` */
  constructor(readonly text: string) {}

  /** The nearest double. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    isExactWritten = true;
    return TAG + this.text;
  }
}

/** Marks a number that stands as a string for a moment. Drawn per process: nobody outside can write it. */
const TAG = `exact:${randomUUID()}:`;
const TAGGED = new RegExp(`"${TAG}([^"]+)"`, "g");
/** A text without this holds no number that a double cannot hold; it costs next to nothing to look. */
const MANY_DIGITS = /[\d.]{16}/;
/** The same as a number and not in a string, most likely: 20 digits in a string are common, as in ICCIDs. */
const LONG_NUMBER = /[[:,]\s*-?[\d.]{16}/;
/** The strings of a JSON text, which are left alone, and its longer numbers. */
const STRING_OR_LONG = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?/g;

let isExactWritten = false;

/**
 * `JSON.parse`, but with an ExactNumber for each number that it would round. As quick for a text that has none; never
 * deeper on the stack for a value that is nested deeply.
 * @throws SyntaxError as JSON.parse does
 */
export function parseExact(text: string): unknown {
  if (!MANY_DIGITS.test(text) || !LONG_NUMBER.test(text)) return JSON.parse(text);
  let isAnyTagged = false;
  const tagged = text.replace(STRING_OR_LONG, (token) => {
    if (token.startsWith('"') || isHeldByDouble(token)) return token;
    isAnyTagged = true;
    return `"${TAG}${token}"`;
  });
  if (!isAnyTagged) return JSON.parse(text);
  // What is no JSON must stay none, however its numbers are written down meanwhile.
  JSON.parse(text);
  const root = { value: JSON.parse(tagged) as unknown };
  untag(root);
  return root.value;
}

/** `JSON.stringify`, with every ExactNumber as the digits that it came with. */
export function stringifyExact(value: unknown): string {
  isExactWritten = false;
  const text = JSON.stringify(value);
  return isExactWritten ? text.replaceAll(TAGGED, "$1") : text;
}

function isHeldByDouble(digits: string): boolean {
  const number = Number(digits);
  if (/^-?\d+$/.test(digits)) return Number.isSafeInteger(number);
  return significant(String(number)) === significant(digits);
}

/** The digits that make a difference, without sign, point, exponent and zeros at both ends. */
function significant(digits: string): string {
  return digits
    .replace(/[eE].*$/, "")
    .replaceAll(/[-.]/g, "")
    .replace(/^0+/, "")
    .replace(/0+$/, "");
}

/** Puts an ExactNumber in each tagged string's place, below `root` in whatever depth. */
function untag(root: object): void {
  const waiting: object[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "object" && value !== null) waiting.push(value as object);
      else if (typeof value === "string" && value.startsWith(TAG)) {
        const exact = new ExactNumber(value.slice(TAG.length));
        // `__proto__` is an own key here, as JSON.parse makes it: assigning would set the prototype.
        Object.defineProperty(node, key, {
          value: exact,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    }
  }
}
