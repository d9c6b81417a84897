import { rowOf, type Reader } from "../../shared/database";
import { groupBy } from "../../shared/inventory";
import {
  blockedServicesOfLines,
  devicesOfLines,
  optionsOfLines,
  simsOfLines,
} from "../line/line-details.repository";
import { MobileLineEntity } from "../line/line.entity";
import { linesById, type MobileLine } from "../line/line.repository";
import type { PremiumService, SimAdministrativeState, SimKind } from "../vocabulary";
import type { LineRow } from "./line-columns";

/** A line with everything that hangs from it, by value: the same from the feed as from the tables. */
export interface LineRecord extends MobileLine {
  readonly optionIds: readonly string[];
  readonly blocked: readonly PremiumService[];
  readonly iccid: string;
  readonly imsi: string;
  readonly puk: string;
  readonly simKind: SimKind;
  readonly simAdministrativeState: SimAdministrativeState;
  readonly imei: string | null;
  readonly deviceModel: string | null;
}

/** What the feed says of a line. @param costCenterId of the row's code in that company */
export function recordOf(row: LineRow, organizationId: string, costCenterId: string | null): LineRecord {
  return {
    ...rowOf(MobileLineEntity, { ...row, organizationId, costCenterId }),
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
        simKind: sim?.kind ?? "VOICE",
        simAdministrativeState: sim?.administrativeState ?? "UNLOCKED",
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
