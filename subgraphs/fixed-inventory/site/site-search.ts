import { anyOf, type SqlFragment } from "../../shared/database";
import { beginsWith, foldText } from "../../shared/inventory";

/** The sites (alias `s`) whose code or name begins with the term. */
export function siteMatches(term: string): SqlFragment {
  const prefix = foldText(term);
  return anyOf([beginsWith("s.code_folded", prefix), beginsWith("s.name_folded", prefix)]);
}
