import type { Reader } from "../../shared/database";
import { groupBy } from "../../shared/inventory";
import {
  blockedServicesOfLines,
  devicesOfLines,
  optionsOfLines,
  simsOfLines,
} from "../line/line-details.repository";
import { linesById } from "../line/line.repository";
import type { LineRow } from "./line-columns";

/** A line with everything that hangs from it, by value: the same from the feed as from the tables. */
export interface LineRecord {
  readonly id: string;
  readonly contractId: string;
  readonly organizationId: string;
  readonly msisdn: string;
  readonly status: LineRow["status"];
  readonly activatedOn: string;
  readonly terminatedOn: string | null;
  readonly frozenOn: string | null;
  readonly label: string | null;
  readonly roaming: boolean;
  readonly tariffPlanId: string;
  readonly costCenterId: string | null;
  readonly optionIds: readonly string[];
  readonly blocked: readonly string[];
  readonly iccid: string;
  readonly imsi: string;
  readonly puk: string;
  readonly simKind: string;
  readonly simAdministrativeState: string;
  readonly imei: string | null;
  readonly deviceModel: string | null;
}

/** What the feed says of a line. @param costCenterId of the row's code in that company */
export function recordOf(row: LineRow, organizationId: string, costCenterId: string | null): LineRecord {
  return {
    id: row.id,
    contractId: row.contractId,
    organizationId,
    msisdn: row.msisdn,
    status: row.status,
    activatedOn: row.activatedOn,
    terminatedOn: row.terminatedOn,
    frozenOn: row.frozenOn,
    label: row.label,
    roaming: row.roaming,
    tariffPlanId: row.tariffPlanId,
    costCenterId,
    optionIds: row.options.map(({ id }) => id).sort(),
    blocked: [...row.premiumServiceBlacklist].sort(),
    iccid: row.iccid,
    imsi: row.imsi,
    puk: row.puk,
    simKind: row.simKind,
    simAdministrativeState: row.simAdministrativeState,
    imei: row.imei,
    deviceModel: row.deviceModel,
  };
}

/** What the tables hold of these lines, by id. Five statements, however many lines. */
export async function storedRecords(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LineRecord>> {
  const lines = await linesById(reader, ids);
  const known = lines.map(({ id }) => id);
  const sims = byLine(await simsOfLines(reader, known));
  const devices = byLine(await devicesOfLines(reader, known));
  const options = groupBy(await optionsOfLines(reader, known), ({ lineId }) => lineId);
  const blocked = groupBy(await blockedServicesOfLines(reader, known), ({ lineId }) => lineId);
  return new Map(
    lines.map((line) => {
      const sim = sims.get(line.id);
      const device = devices.get(line.id);
      const record: LineRecord = {
        ...line,
        optionIds: (options.get(line.id) ?? []).map(({ id }) => id).sort(),
        blocked: (blocked.get(line.id) ?? []).map(({ service }) => service).sort(),
        iccid: sim?.iccid ?? "",
        imsi: sim?.imsi ?? "",
        puk: sim?.puk ?? "",
        simKind: sim?.kind ?? "",
        simAdministrativeState: sim?.administrativeState ?? "",
        imei: device?.imei ?? null,
        deviceModel: device?.model ?? null,
      };
      return [line.id, record];
    }),
  );
}

/** Whether two records say the same, property by property. */
export function sameRecord(one: LineRecord, other: LineRecord): boolean {
  return (Object.keys(one) as (keyof LineRecord)[]).every(
    (property) => JSON.stringify(one[property]) === JSON.stringify(other[property]),
  );
}

function byLine<Row extends { readonly lineId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.lineId, row]));
}
