import type { LineOfNumber } from "../../../schema/internal/mobile-inventory";
import { columns, sql, type Reader } from "../../shared/database";
import { SimEntity } from "../sim/sim.entity";
import { MobileLineEntity } from "./line.entity";

const SELECT = sql`SELECT ${columns(MobileLineEntity, "l", ["id", "contractId", "organizationId", "status"])},
  ${columns(SimEntity, "s", { simKind: "kind" })} FROM mobile_line l JOIN sim s ON s.line_id = l.id`;

/** The line that has the number now, whoever asks; a TERMINATED line has its number no more. */
export async function lineOfNumber(reader: Reader, msisdn: string): Promise<LineOfNumber | null> {
  return await reader.row(sql`${SELECT} WHERE l.live_msisdn = ${msisdn}`);
}

/** The line of this id, whoever asks. */
export async function lineOfId(reader: Reader, id: string): Promise<LineOfNumber | null> {
  return await reader.row(sql`${SELECT} WHERE l.id = ${id}`);
}
