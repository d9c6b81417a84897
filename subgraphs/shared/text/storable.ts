/** Half a surrogate pair, or NUL: the databases would not give back what they were given, and the hash would not fit. */
// oxlint-disable-next-line no-control-regex
const UNSTORABLE = /\p{Surrogate}|\u0000/gu;

/** A text as both databases keep it unchanged, cut to so many characters (code points). */
export function storable(text: string | null | undefined, longest: number): string | null {
  if (text === null || text === undefined) return null;
  return Array.from(text.replace(UNSTORABLE, "\uFFFD")).slice(0, longest).join("");
}
