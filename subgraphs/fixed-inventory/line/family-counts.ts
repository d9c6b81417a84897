import type { Reader, SqlFragment } from "../../shared/database";
import { LINE_SOURCE } from "./line.repository";
import type { ServiceFamily } from "../model/vocabulary";

/** The lines of one family at a site. */
export interface FamilyCountOfSite {
  readonly siteId: string;
  readonly family: ServiceFamily;
  readonly count: number;
}

/** Counts the lines (`l`) that meet the condition by site and family, in one statement. */
export async function familyCountsBySite(
  reader: Reader,
  condition: SqlFragment,
): Promise<readonly FamilyCountOfSite[]> {
  return await reader.rows<FamilyCountOfSite>(
    `SELECT l.site_id AS siteId, l.family AS family, COUNT(*) AS count
     FROM ${LINE_SOURCE.from} WHERE ${condition.sql} GROUP BY l.site_id, l.family`,
    condition.parameters,
  );
}
