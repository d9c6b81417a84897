import { allOf, code, columns, isOneOf, sql, type Reader, type SqlFragment } from "../../shared/database";
import type { ServiceFamily } from "../model/vocabulary";
import { FixedLineServiceEntity, FixedServiceEntity } from "./service.entities";
import type { FixedServiceType } from "./service.type";

/** R27: the one meaning of "active", for the services of a line (`l`) as for their counts. */
const ACTIVE: SqlFragment = {
  sql: "a.deactivated_on IS NULL AND l.status <> 'TERMINATED'",
  parameters: [],
};

const FROM = `fixed_line l JOIN fixed_line_service a ON a.line_id = l.id
  JOIN fixed_service v ON v.id = a.service_id`;

/** A service that is active on a line. */
export type ActiveService = FixedServiceType & { readonly lineId: string };

/** The active services of lines that were reached already, by name. */
export async function activeServicesOfLines(
  reader: Reader,
  lineIds: readonly string[],
): Promise<ActiveService[]> {
  const where = allOf([isOneOf("l.id", lineIds), ACTIVE]);
  const service = columns(FixedServiceEntity, "v", ["name"]);
  const ofLine = columns(FixedLineServiceEntity, "a", ["lineId", "serviceId", "activatedOn"]);
  const rows = await reader.rows(
    sql`SELECT ${ofLine}, ${service} FROM ${code(FROM)} WHERE ${where} ORDER BY v.name, v.id`,
  );
  return rows.map(({ serviceId, ...rest }) => ({ ...rest, id: `${rest.lineId}:${serviceId}` }));
}

/** On how many lines of a family a service is active. */
export interface ServiceCount {
  readonly family: ServiceFamily;
  readonly name: string;
  readonly count: number;
}

/** The lines with a service at a site. */
export type ServiceCountOfSite = ServiceCount & { readonly siteId: string };

/** Counts by family and service over the lines (`l`) that meet the condition, largest first, in one statement. */
export async function serviceCounts(
  reader: Reader,
  condition: SqlFragment,
): Promise<readonly ServiceCount[]> {
  return await countServices<ServiceCount>(reader, condition, "");
}

/** The same for each site. */
export async function serviceCountsBySite(
  reader: Reader,
  condition: SqlFragment,
): Promise<readonly ServiceCountOfSite[]> {
  return await countServices<ServiceCountOfSite>(reader, condition, "l.site_id");
}

async function countServices<Row extends object>(
  reader: Reader,
  condition: SqlFragment,
  siteColumn: "" | "l.site_id",
): Promise<readonly Row[]> {
  const where = allOf([condition, ACTIVE]);
  const site = siteColumn === "" ? "" : `${siteColumn} AS siteId, `;
  const groups = ["l.family", "v.id", "v.name", ...(siteColumn === "" ? [] : [siteColumn])];
  return await reader.rows<Row>(
    `SELECT ${site}l.family AS family, v.name AS name, COUNT(*) AS count
     FROM ${FROM} WHERE ${where.sql} GROUP BY ${groups.join(", ")}
     ORDER BY count DESC, name, v.id`,
    where.parameters,
  );
}
