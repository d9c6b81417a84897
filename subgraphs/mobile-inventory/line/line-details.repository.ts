import { inList, type Reader } from "../../shared/database";
import type { DeviceType } from "../device/device.type";
import type { SimType } from "../sim/sim.type";
import type { CostCenterType } from "../cost-center/cost-center.type";
import type { OfLine } from "../scope";
import type { LineOptionType, TariffPlanType } from "../tariff/tariff.types";
import type { PremiumService } from "../vocabulary";

// What hangs from lines that were reached already, each in one statement for however many lines.

/** A SIM with the ids that its rules are decided on. */
export type Sim = SimType & OfLine;

export async function simsOfLines(reader: Reader, lineIds: readonly string[]): Promise<Sim[]> {
  return await read<Sim>(
    reader,
    `SELECT s.line_id AS lineId, l.contract_id AS contractId,
       l.organization_id AS organizationId, s.iccid AS iccid, s.imsi AS imsi,
       s.puk AS puk, s.kind AS kind, s.administrative_state AS administrativeState
     FROM sim s JOIN mobile_line l ON l.id = s.line_id WHERE s.line_id IN`,
    lineIds,
  );
}

export type LineDevice = DeviceType & { readonly lineId: string };

export async function devicesOfLines(reader: Reader, lineIds: readonly string[]): Promise<LineDevice[]> {
  return await read<LineDevice>(
    reader,
    "SELECT line_id AS lineId, imei, model FROM device WHERE line_id IN",
    lineIds,
  );
}

export type ActiveOption = LineOptionType & { readonly lineId: string };

/** By name. */
export async function optionsOfLines(reader: Reader, lineIds: readonly string[]): Promise<ActiveOption[]> {
  return await read<ActiveOption>(
    reader,
    `SELECT a.line_id AS lineId, o.id AS id, o.name AS name
     FROM mobile_line_option a JOIN line_option o ON o.id = a.option_id
     WHERE a.line_id IN`,
    lineIds,
    " ORDER BY o.name, o.id",
  );
}

export interface BlockedService {
  readonly lineId: string;
  readonly service: PremiumService;
}

/** By name. */
export async function blockedServicesOfLines(
  reader: Reader,
  lineIds: readonly string[],
): Promise<BlockedService[]> {
  return await read<BlockedService>(
    reader,
    "SELECT line_id AS lineId, service FROM premium_service_block WHERE line_id IN",
    lineIds,
    " ORDER BY service",
  );
}

export async function tariffPlansById(reader: Reader, ids: readonly string[]): Promise<TariffPlanType[]> {
  return await read<TariffPlanType>(reader, "SELECT id, name FROM tariff_plan WHERE id IN", ids);
}

export async function costCentersById(reader: Reader, ids: readonly string[]): Promise<CostCenterType[]> {
  return await read<CostCenterType>(reader, "SELECT id, code, name FROM cost_center WHERE id IN", ids);
}

async function read<Row extends object>(
  reader: Reader,
  statement: string,
  keys: readonly string[],
  order = "",
): Promise<Row[]> {
  const list = inList(keys);
  return await reader.rows<Row>(`${statement} ${list.sql}${order}`, list.parameters);
}
