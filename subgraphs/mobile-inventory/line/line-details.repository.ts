import { columns, sql, type PlainRow, type RawRow, type Reader } from "../../shared/database";
import type { CostCenter } from "../cost-center/cost-center.repository";
import { CostCenterEntity } from "../cost-center/cost-center.entity";
import { DeviceEntity } from "../device/device.entity";
import type { OfLine } from "../scope";
import { SimEntity } from "../sim/sim.entity";
import { LineOptionEntity, MobileLineOptionEntity, TariffPlanEntity } from "../tariff/tariff.entities";
import { MobileLineEntity } from "./line.entity";
import { PremiumServiceBlockEntity } from "./premium-service-block.entity";

// What hangs from lines that were reached already, each in one statement for however many lines.

/** A SIM with the ids that its rules are decided on. */
export type Sim = PlainRow<SimEntity> & OfLine;

export async function simsOfLines(reader: Reader, lineIds: readonly string[]): Promise<Sim[]> {
  return await reader.rows(
    sql`SELECT ${columns(SimEntity, "s")}, ${columns(MobileLineEntity, "l", ["contractId", "organizationId"])}
      FROM sim s JOIN mobile_line l ON l.id = s.line_id WHERE s.line_id IN ${lineIds}`,
  );
}

export type LineDevice = PlainRow<DeviceEntity>;

export async function devicesOfLines(reader: Reader, lineIds: readonly string[]): Promise<LineDevice[]> {
  return await reader.rows(sql`SELECT ${columns(DeviceEntity)} FROM device WHERE line_id IN ${lineIds}`);
}

export type ActiveOption = PlainRow<LineOptionEntity> & Pick<MobileLineOptionEntity, "lineId">;

/** By name. */
export async function optionsOfLines(reader: Reader, lineIds: readonly string[]): Promise<ActiveOption[]> {
  return await reader.rows(
    sql`SELECT ${columns(MobileLineOptionEntity, "a", ["lineId"])}, ${columns(LineOptionEntity, "o")}
      FROM mobile_line_option a JOIN line_option o ON o.id = a.option_id
      WHERE a.line_id IN ${lineIds} ORDER BY o.name, o.id`,
  );
}

export type BlockedService = PlainRow<PremiumServiceBlockEntity>;

/** Every option of the operator, by name: a catalogue of some dozens. */
export async function allOptions(reader: Reader): Promise<RawRow<LineOptionEntity>[]> {
  return await reader.rows(
    sql`SELECT ${columns(LineOptionEntity)} FROM line_option ORDER BY name, id LIMIT 1000`,
  );
}

/** By name. */
export async function blockedServicesOfLines(
  reader: Reader,
  lineIds: readonly string[],
): Promise<BlockedService[]> {
  return await reader.rows(
    sql`SELECT ${columns(PremiumServiceBlockEntity)} FROM premium_service_block
      WHERE line_id IN ${lineIds} ORDER BY service`,
  );
}

export async function tariffPlansById(
  reader: Reader,
  ids: readonly string[],
): Promise<RawRow<TariffPlanEntity>[]> {
  return await reader.rows(sql`SELECT ${columns(TariffPlanEntity)} FROM tariff_plan WHERE id IN ${ids}`);
}

export async function costCentersById(reader: Reader, ids: readonly string[]): Promise<CostCenter[]> {
  return await reader.rows(sql`SELECT ${columns(CostCenterEntity)} FROM cost_center WHERE id IN ${ids}`);
}
