import type { LineOfNumber } from "../../../schema/internal/mobile-inventory";
import type { Reader } from "../../shared/database";

const SELECT =
  "SELECT l.id, l.contract_id AS contractId, l.organization_id AS organizationId, l.status," +
  " s.kind AS simKind FROM mobile_line l JOIN sim s ON s.line_id = l.id";

/** The line that has the number now, whoever asks; a TERMINATED line has its number no more. */
export async function lineOfNumber(reader: Reader, msisdn: string): Promise<LineOfNumber | null> {
  return await reader.row<LineOfNumber>(`${SELECT} WHERE l.live_msisdn = ?`, [msisdn]);
}

/** The line of this id, whoever asks. */
export async function lineOfId(reader: Reader, id: string): Promise<LineOfNumber | null> {
  return await reader.row<LineOfNumber>(`${SELECT} WHERE l.id = ?`, [id]);
}
