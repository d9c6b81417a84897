import { isOneOf, type Reader } from "../../shared/database";
import { groupBy } from "../../shared/inventory";
import { linesById, type FixedLine } from "../line/line.repository";
import type { FixedLineServiceEntity } from "../service/service.entities";
import type { OwnedRow } from "./billing-accounts";

export type LineService = Readonly<FixedLineServiceEntity>;

/** A line with the services that it has or had. */
export interface LineRecord extends FixedLine {
  readonly services: readonly LineService[];
}

/** What the tables hold of these lines, by id. Two statements, however many lines. */
export async function storedRecords(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LineRecord>> {
  const lines = await linesById(reader, ids);
  const where = isOneOf(
    "line_id",
    lines.map(({ id }) => id),
  );
  const services = groupBy(
    await reader.rows<LineService>(
      `SELECT line_id AS lineId, service_id AS serviceId, activated_on AS activatedOn,
         deactivated_on AS deactivatedOn
       FROM fixed_line_service WHERE ${where.sql}`,
      where.parameters,
    ),
    ({ lineId }) => lineId,
  );
  return new Map(lines.map((line) => [line.id, { ...line, services: services.get(line.id) ?? [] }]));
}

/**
 * What a line is after the feed has spoken. A service that the feed names no more is kept as one that the line had,
 * deactivated with the line or, unknown when, on the day of the import.
 * @param today `YYYY-MM-DD`
 */
export function recordOf(
  { row, organizationId }: OwnedRow,
  before: LineRecord | undefined,
  today: string,
): LineRecord {
  const named = new Set(row.services.map(({ id }) => id));
  const ended = row.terminatedOn ?? today;
  const dropped = (before?.services ?? []).filter(({ serviceId }) => !named.has(serviceId));
  return {
    id: row.id,
    siteId: row.siteId,
    organizationId,
    billingAccountId: row.billingAccountId,
    number: row.number,
    family: row.family,
    accessTechnology: row.accessTechnology,
    status: row.status,
    activatedOn: row.activatedOn,
    terminatedOn: row.terminatedOn,
    services: [
      ...row.services.map(({ id, activatedOn }) => ({
        lineId: row.id,
        serviceId: id,
        activatedOn,
        deactivatedOn: null,
      })),
      ...dropped.map((service) => ({
        ...service,
        deactivatedOn: service.deactivatedOn ?? (service.activatedOn > ended ? service.activatedOn : ended),
      })),
    ],
  };
}

/** Whether two records say the same, in whatever order their services come. */
export function sameRecord(one: LineRecord, other: LineRecord): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ services, ...line }: LineRecord): string {
  const sorted = services.map(({ serviceId, activatedOn, deactivatedOn }) =>
    JSON.stringify([serviceId, activatedOn, deactivatedOn]),
  );
  const fields = Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fields, sorted.sort()]);
}
