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
  const inside = outermost.filter((grant) => {
    const place = placeOfGrant(viewer.world, grant);
    if (parent.contract !== undefined) return place.contract === parent.contract;
    return viewer.companiesOf(grant).includes(parent.organization!);
  });
  return { kind: inside.length > 0 ? "PARTIAL" : "NONE", grants: inside };
}

/**
 * Whether the viewer passes on a scope of the coverage, or on what it lies in: what a summary's rules are decided on.
 * A holding counts as itself and as each of its companies.
 */
export function mayOnCoverage(viewer: Viewer, readers: Readers, { grants }: Coverage): boolean {
  return grants.some((grant) => {
    const place = placeOfGrant(viewer.world, grant);
    const companies = viewer.companiesOf(grant).map((organization) => ({ organization }));
    return [place, ...companies].some((each) => viewer.may(readers, each));
  });
}

function sameScope(one: Grant, other: Grant): boolean {
  return one.scope === other.scope && SCOPE_KINDS[one.profile] === SCOPE_KINDS[other.profile];
}

function contains(viewer: Viewer, other: Grant, grant: Grant): boolean {
  return grant.profile !== "HOLDING_REFERENT" && viewer.covers(other, placeOfGrant(viewer.world, grant));
}
