import { v7 as uuid } from "uuid";
import type { Writer } from "../../shared/database";
import type { ActionDetails } from "./action-details";
import { LineActionEntity } from "./line-action.entity";
import type { LineState } from "./line-state";

/** Who asks, when (epoch milliseconds), and the key by which they may repeat it. */
export interface Request {
  readonly requestedBy: string;
  readonly now: number;
  readonly idempotencyKey?: string | null;
}

/**
 * Writes what the operator's systems are asked to do, within the transaction of the act; `deliverActions` sends it.
 * The unique key on the open line refuses a second action on a line, whoever was faster.
 * @returns the ids of the actions, in the order of the lines
 */
export async function requestActions(
  transaction: Writer,
  lines: readonly Pick<LineState, "id" | "organizationId">[],
  action: ActionDetails,
  { requestedBy, now, idempotencyKey = null }: Request,
): Promise<readonly string[]> {
  const details = JSON.stringify(action);
  const rows = lines.map(({ id, organizationId }) => ({
    id: uuid(),
    lineId: id,
    openLineId: id,
    organizationId,
    kind: action.kind,
    details,
    status: "PENDING" as const,
    requestedBy,
    idempotencyKey,
    requestedAt: now,
    decidedAt: null,
    reason: null,
    nextAttemptAt: now,
    noticeId: null,
    attempts: 0,
  }));
  await transaction.insert(LineActionEntity, rows);
  return rows.map(({ id }) => id);
}
