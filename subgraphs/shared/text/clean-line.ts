/**
 * Words on one line, as the tables keep them: Unicode in NFC, every run of white space, line breaks too, as one space.
 * What is wrong with them otherwise, in words that complete "the value …".
 * @param longest in characters (code points)
 */
export function cleanLine(
  text: string,
  longest: number,
): { readonly value: string } | { readonly fault: string } {
  const value = text.normalize("NFC").replaceAll(/\s+/g, " ");
  // Half a surrogate pair the databases would not give back as it came.
  if (/\p{Cc}|\p{Cs}/u.test(value)) return { fault: "must not have control characters" };
  if (Array.from(value).length > longest) return { fault: `must not be longer than ${longest} characters` };
  return { value };
}
