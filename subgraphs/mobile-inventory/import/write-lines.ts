import { code, rowOf, sql, tableOf, type Writer } from "../../shared/database";
import { reversed } from "../../shared/inventory";
import { DeviceEntity } from "../device/device.entity";
import { labelColumns, MobileLineEntity } from "../line/line.entity";
import { PremiumServiceBlockEntity } from "../line/premium-service-block.entity";
import { SimEntity } from "../sim/sim.entity";
import { MobileLineOptionEntity } from "../tariff/tariff.entities";
import type { LineRecord } from "./line-record";

/** Writes lines that are new or changed, and replaces what hangs from them. @param known ids of those that are there */
export async function writeLines(
  transaction: Writer,
  records: readonly LineRecord[],
  known: ReadonlySet<string>,
): Promise<void> {
  if (records.length === 0) return;
  // Numbers are given up before they are taken, so that one may pass on within a batch.
  const changed = records.filter(({ id }) => known.has(id));
  const terminated = changed.filter(({ status }) => status === "TERMINATED");
  const others = changed.filter(({ status }) => status !== "TERMINATED");
  for (const record of [...terminated, ...others])
    await transaction.update(MobileLineEntity, { id: record.id }, lineOf(record));
  await transaction.insert(MobileLineEntity, records.filter(({ id }) => !known.has(id)).map(lineOf));
  await clearDetails(
    transaction,
    changed.map(({ id }) => id),
  );
  await transaction.insert(SimEntity, records.map(simOf));
  await transaction.insert(DeviceEntity, records.flatMap(deviceOf));
  await transaction.insert(
    MobileLineOptionEntity,
    records.flatMap(({ id, optionIds }) => optionIds.map((optionId) => ({ lineId: id, optionId }))),
  );
  await transaction.insert(
    PremiumServiceBlockEntity,
    records.flatMap(({ id, blocked }) => blocked.map((service) => ({ lineId: id, service }))),
  );
}

async function clearDetails(transaction: Writer, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length === 0) return;
  for (const detail of [SimEntity, DeviceEntity, MobileLineOptionEntity, PremiumServiceBlockEntity])
    await transaction.execute(sql`DELETE FROM ${code(tableOf(detail))} WHERE line_id IN ${lineIds}`);
}

function lineOf(record: LineRecord): MobileLineEntity {
  return {
    ...rowOf(MobileLineEntity, record),
    msisdnReversed: reversed(record.msisdn),
    liveMsisdn: record.status === "TERMINATED" ? null : record.msisdn,
    ...labelColumns(record.label),
  };
}

function simOf({ id, iccid, imsi, puk, simKind, simAdministrativeState }: LineRecord): SimEntity {
  return { lineId: id, iccid, imsi, puk, kind: simKind, administrativeState: simAdministrativeState };
}

function deviceOf({ id, imei, deviceModel }: LineRecord): DeviceEntity[] {
  return imei === null && deviceModel === null ? [] : [{ lineId: id, imei, model: deviceModel }];
}
