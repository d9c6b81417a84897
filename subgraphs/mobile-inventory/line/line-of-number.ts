import type { LineOfNumber } from "../../../schema/internal/mobile-inventory";
import { columns, sql, type Reader } from "../../shared/database";
import { SimEntity } from "../sim/sim.entity";
import { MobileLineEntity } from "./line.entity";

const COLUMNS = sql`${columns(MobileLineEntity, "l", ["id", "contractId", "organizationId", "status"])},
  ${columns(SimEntity, "s", { simKind: "kind" })} FROM mobile_line l JOIN sim s ON s.line_id = l.id`;

/** The line that has the number now, whoever asks; a TERMINATED line has its number no more. */
export async function lineOfNumber(reader: Reader, msisdn: string): Promise<LineOfNumber | null> {
  return await reader.row(sql`SELECT ${COLUMNS} WHERE l.live_msisdn = ${msisdn}`);
}

/** The line of this id with its number, whoever asks. */
export async function lineOfId(
  reader: Reader,
  id: string,
): Promise<(LineOfNumber & { readonly msisdn: string }) | null> {
  return await reader.row(
    sql`SELECT ${columns(MobileLineEntity, "l", ["msisdn"])}, ${COLUMNS} WHERE l.id = ${id}`,
  );
}
