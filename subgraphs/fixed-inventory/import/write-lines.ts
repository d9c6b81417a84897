import { rowOf, type Writer } from "../../shared/database";
import { reversed } from "../../shared/inventory";
import { FixedLineEntity } from "../line/line.entity";
import { FixedLineServiceEntity } from "../service/service.entities";
import type { LineRecord } from "./line-record";

/** Writes lines that are new or changed, with their services. @param known ids of those that are there */
export async function writeLines(
  transaction: Writer,
  records: readonly LineRecord[],
  known: ReadonlySet<string>,
): Promise<void> {
  // Numbers are given up before they are taken, so that one may pass on within a batch.
  const changed = records.filter(({ id }) => known.has(id));
  const terminated = changed.filter(({ status }) => status === "TERMINATED");
  const others = changed.filter(({ status }) => status !== "TERMINATED");
  for (const record of [...terminated, ...others])
    await transaction.update(FixedLineEntity, { id: record.id }, lineOf(record));
  await transaction.insert(FixedLineEntity, records.filter(({ id }) => !known.has(id)).map(lineOf));
  await transaction.upsert(
    FixedLineServiceEntity,
    records.flatMap(({ services }) => services),
    { key: ["lineId", "serviceId"] },
  );
}

function lineOf(record: LineRecord): FixedLineEntity {
  return {
    ...rowOf(FixedLineEntity, record),
    numberReversed: reversed(record.number),
    liveNumber: record.status === "TERMINATED" ? null : record.number,
  };
}
