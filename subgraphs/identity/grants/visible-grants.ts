import type { Caller } from "../../../schema/access/caller";
import type { AccessStatement } from "../../../schema/access/rules";
import { allOf, anyOf, type SqlFragment } from "../../shared/database";
import { rowsPassing } from "../../shared/scope/scope-sql";
import { notEnded } from "./in-force";

/**
 * The grants (alias `g`) that the caller meets anywhere: their own, and those of companies whose list of grants they may
 * read. Not ended at the caller's instant: one that is yet to begin may be revoked.
 * @param list what the schema says of `Organization.grants`
 */
export function visibleGrants(caller: Caller, list: AccessStatement | undefined): SqlFragment {
  return allOf([
    notEnded("g", caller.at),
    anyOf([
      { sql: "g.user_id = ?", parameters: [caller.userId] },
      rowsPassing(caller, list, { ORGANIZATION: "g.organization_id" }),
    ]),
  ]);
}
