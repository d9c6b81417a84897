import { inList, type Reader } from "../../shared/database";
import type { LineActionKind } from "../vocabulary";

/** An action under way, as the line shows it. */
export interface PendingAction {
  readonly lineId: string;
  readonly id: string;
  readonly kind: LineActionKind;
  /** Epoch milliseconds. */
  readonly requestedAt: number;
}

/** The actions under way on these lines, one for each line at most. */
export async function pendingActionsOfLines(
  reader: Reader,
  lineIds: readonly string[],
): Promise<PendingAction[]> {
  const list = inList(lineIds);
  return await reader.rows<PendingAction>(
    "SELECT open_line_id AS lineId, id, kind, requested_at AS requestedAt" +
      ` FROM line_action WHERE open_line_id IN ${list.sql}`,
    list.parameters,
  );
}
