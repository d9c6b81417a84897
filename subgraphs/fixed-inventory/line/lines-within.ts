import { keysetConnection } from "../../shared/connection";
import { toCoverage } from "../../shared/graphql/coverage.type";
import { scopedList, scopedRows } from "../../shared/inventory";
import { organizationPath } from "../../shared/scope/organization";
import { coverageWithin } from "../../shared/scope/row-rule";
import type { LineContext } from "./context";
import { LINE_COLUMNS, LINE_ROWS } from "../model/scope";
import type { Site } from "../site/site.repository";
import type { LineListArguments } from "./line-arguments.type";
import { lineNarrowings } from "./line-filter";
import { lineOrder } from "./line-order";
import { LINE_SOURCE, type FixedLine } from "./line.repository";

/** A page of the lines of a company that the viewer may see. */
export async function linesOfOrganization(
  organizationId: string,
  { filter, orderBy, ...page }: LineListArguments,
  { caller, database }: LineContext,
) {
  const path = organizationPath({ id: organizationId });
  return await scopedList<FixedLine, FixedLine>({
    reader: database.read,
    source: LINE_SOURCE,
    scope: scopedRows(caller, LINE_ROWS, path, LINE_COLUMNS),
    narrowings: lineNarrowings(filter, organizationId),
    list: { name: "Organization.fixedLines", parent: organizationId, filter },
    arguments: page,
    order: lineOrder(orderBy),
    asOf: caller.at,
    node: (line) => line,
  });
}

/**
 * A page of the lines of a site that the viewer may see. Pages and counts of several sites of one operation come in one
 * statement, as long as they ask alike.
 */
export async function linesOfSite(
  { id, organizationId }: Site,
  { filter, orderBy, ...page }: LineListArguments,
  { caller, loaders }: LineContext,
) {
  const asked = { organizationId, filter };
  const connection = await keysetConnection<FixedLine, FixedLine>({
    arguments: page,
    list: { name: "Site.lines", parent: id, filter },
    order: lineOrder(orderBy),
    node: (line) => line,
    fetch: async (request) => await loaders.linesOfSites(asked, request).load(id),
    totalCount: async () =>
      (await loaders.familyCountsOfSites(asked).load(id)).reduce((total, { count }) => total + count, 0),
  });
  const coverage = coverageWithin(caller, LINE_ROWS, organizationPath({ id: organizationId }));
  return { ...connection, coverage: toCoverage(coverage, caller.at) };
}
