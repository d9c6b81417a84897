import { anyOf, type SqlFragment } from "../../shared/database";
import { between, numberMatches, oneOf, searchTerm } from "../../shared/inventory";
import { siteMatches } from "../site/site-search";
import type { FixedLineFilter } from "./line-input.types";

/**
 * What a filter leaves of the lines (alias `l`) of one organization. No field of it is guarded: whoever reaches a line
 * reads all that a filter asks about.
 * @throws UserInputError on lists over 100 values and search texts under 2 or over 100 characters
 */
export function lineNarrowings(
  filter: FixedLineFilter | null | undefined,
  organizationId: string,
): readonly SqlFragment[] {
  if (filter === null || filter === undefined) return [];
  return [
    ...oneOf(["filter", "status"], "l.status", filter.status),
    ...oneOf(["filter", "families"], "l.family", filter.families),
    ...oneOf(["filter", "siteIds"], "l.site_id", filter.siteIds),
    ...oneOf(["filter", "billingAccountIds"], "l.billing_account_id", filter.billingAccountIds),
    ...oneOf(["filter", "accessTechnologies"], "l.access_technology", filter.accessTechnologies),
    ...between("l.activated_on", filter.activatedFrom, filter.activatedTo),
    ...between("l.terminated_on", filter.terminatedFrom, filter.terminatedTo),
    ...search(filter, organizationId),
  ];
}

function search(filter: FixedLineFilter, organizationId: string): readonly SqlFragment[] {
  const term = searchTerm(["filter", "search"], filter.search);
  if (term === null) return [];
  const site = siteMatches(term);
  return [
    anyOf([
      ...numberMatches("l.number", "l.number_reversed", term),
      {
        sql: `l.site_id IN (SELECT s.id FROM site s WHERE s.organization_id = ? AND (${site.sql}))`,
        parameters: [organizationId, ...site.parameters],
      },
    ]),
  ];
}
