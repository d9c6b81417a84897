import { columns, rowOf, sql, type PlainRow, type Reader } from "../../shared/database";
import { groupBy } from "../../shared/inventory";
import { FixedLineEntity } from "../line/line.entity";
import { linesById, type FixedLine } from "../line/line.repository";
import { FixedLineServiceEntity } from "../service/service.entities";
import type { OwnedRow } from "./billing-accounts";

/** An active service of a line, as it is stored. */
export type LineService = PlainRow<FixedLineServiceEntity>;

/** A line with the services that it has or had. */
export interface LineRecord extends FixedLine {
  readonly services: readonly LineService[];
}

/** What the tables hold of these lines, by id. Two statements, however many lines. */
export async function storedRecords(
  reader: Reader,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, LineRecord>> {
  const lines = await linesById(reader, lineIds);
  const ids = lines.map(({ id }) => id);
  const services = groupBy(
    await reader.rows(
      sql`SELECT ${columns(FixedLineServiceEntity)} FROM fixed_line_service WHERE line_id IN ${ids}`,
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
    ...rowOf(FixedLineEntity, { ...row, organizationId }),
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
