import type { Grant } from "../world/world";
import type { Readers } from "./table";
import { names, placeOfGrant, SCOPE_KINDS, type Place, type Viewer } from "./viewer";

export interface Coverage {
  readonly kind: "ALL" | "PARTIAL" | "NONE";
  readonly grants: readonly Grant[];
}

/** On which grants a list below a company or a contract rests: over it, else inside it; what another contains, dropped. */
export function coverageOf(viewer: Viewer, rows: Readers, parent: Place): Coverage {
  const grants = viewer.grants.filter((grant) => names(grant, rows));
  const outermost = grants.filter(
    (grant, index) =>
      !grants.some((other, otherIndex) =>
        sameScope(grant, other) ? otherIndex < index : contains(viewer, other, grant),
      ),
  );
  const over = outermost.filter((grant) => viewer.covers(grant, parent));
  if (over.length > 0) return { kind: "ALL", grants: over };
  const inside = outermost.filter((grant) => liesIn(viewer, grant, parent));
  return { kind: inside.length > 0 ? "PARTIAL" : "NONE", grants: inside };
}

/**
 * Whether the viewer passes on what a summary is of, or on the scope of any grant of theirs in it: what a summary's rules
 * are decided on. A holding counts as itself and as each of its companies.
 */
export function mayOnSummary(viewer: Viewer, readers: Readers, parent: Place): boolean {
  if (viewer.may(readers, parent)) return true;
  return viewer.grants.some((grant) => {
    const place = placeOfGrant(viewer.world, grant);
    if (!liesIn(viewer, grant, parent)) return false;
    const companies = viewer.companiesOf(grant).map((organization) => ({ organization }));
    return [place, ...companies].some((each) => viewer.may(readers, each));
  });
}

function liesIn(viewer: Viewer, grant: Grant, parent: Place): boolean {
  if (parent.contract !== undefined) return placeOfGrant(viewer.world, grant).contract === parent.contract;
  return viewer.companiesOf(grant).includes(parent.organization!);
}

function sameScope(one: Grant, other: Grant): boolean {
  return one.scope === other.scope && SCOPE_KINDS[one.profile] === SCOPE_KINDS[other.profile];
}

function contains(viewer: Viewer, other: Grant, grant: Grant): boolean {
  return grant.profile !== "HOLDING_REFERENT" && viewer.covers(other, placeOfGrant(viewer.world, grant));
}
