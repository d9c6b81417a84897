/** The languages that messages are written in; Italian where none is asked for. */
export const LANGUAGES = ["it", "en"] as const;
/** One of LANGUAGES. */
export type Language = (typeof LANGUAGES)[number];

const RANGE = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i;

/** The language of ours that an Accept-Language header (RFC 9110, section 12.5.4) likes best; Italian when none. */
export function languageOf(acceptLanguage: string | null): Language {
  let best: { readonly language: Language; readonly weight: number } = { language: "it", weight: 0 };
  for (const item of (acceptLanguage ?? "").split(",")) {
    const [, tag, quality] = RANGE.exec(item) ?? [];
    const language = LANGUAGES.find((known) => known === tag?.toLowerCase());
    const weight = quality === undefined ? 1 : Number(quality);
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
