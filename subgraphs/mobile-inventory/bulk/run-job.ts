import { v7 as uuid } from "uuid";
import type { Caller } from "../../../schema/access/caller";
import { decide, type ScopePath } from "../../../schema/access/decide";
import { CodedError } from "../../../schema/errors";
import { actInBatches, type ActPorts, type AllowedObject, type BatchOutcome } from "../../shared/act";
import { inList, type Writer } from "../../shared/database";
import { moveOf, stateOfLines, type LineState, type Move } from "../actions/line-state";
import { requestActions } from "../actions/request-actions";
import { visibleLinePaths } from "../act";
import type { MobileContext } from "../context";
import { costCenterOfCode, knownCostCenter, setCostCenter } from "../cost-center/assign-cost-center";
import { jobById, type BulkJob } from "./bulk-job.repository";
import { actionOf, MUTATION_OF, operationOf, type Operation } from "./operations";

/** Milliseconds for which a process has a job to itself without having finished another batch. */
const LEASE = 30_000;
/** Rows that are read ahead; a batch is a hundred of them. */
const READ_AHEAD = 1_000;

type Ports = ActPorts<MobileContext, never>;

/** The job is somebody else's now, or it has ended: the batch in hand is undone. */
class JobLost extends Error {}

/** The requester may no longer do this to the scope of the job. */
class RightLost extends Error {}

/**
 * Works on a job until its rows are done, it is cancelled, or its requester loses the right. A process that dies leaves
 * the rows of its last batch as they were; another goes on from there once the lease has run out. An outcome is written
 * in the transaction that changes the lines, and only while this process has the job, so each row is done exactly once.
 * @param ports how the requester is read afresh: by their session, or by who they are when the job runs by itself
 * @returns false when the job was not free
 */
export async function runJob(ports: Ports, context: MobileContext, id: string): Promise<boolean> {
  const token = uuid();
  if (!(await takeJob(context, id, token))) return false;
  const job = await jobById(context.database.read, id);
  if (job === null) return false;
  try {
    await workOn(ports, context, job, token);
    await endJob(context, job, token, "FINISHED");
  } catch (error) {
    if (error instanceof JobLost) return true;
    const isRefused =
      error instanceof RightLost ||
      (error instanceof CodedError && error.extensions["code"] === "UNAUTHENTICATED");
    if (!isRefused) throw error;
    await endJob(context, job, token, "FAILED");
  }
  return true;
}

async function workOn(ports: Ports, context: MobileContext, job: BulkJob, token: string): Promise<void> {
  const operation = operationOf(job.operation, job.arguments);
  const mutation = MUTATION_OF[job.operation];
  for (;;) {
    const ids = await openRows(context, job.id);
    if (ids.length === 0) return;
    const batches = actInBatches(
      ports,
      context,
      {
        mutation,
        type: "MobileLine",
        ids,
        organizationId: job.organizationId,
        isPreview: job.preview,
        inScope: (transaction, caller, lineIds) => visibleLinePaths(transaction, caller, lineIds, job),
        before: async (transaction, caller) => {
          await holdJob(transaction, context.now(), job, token);
          await assertStillAllowed(context, caller, job, mutation);
        },
        keep: (transaction, outcomes) => keepOutcomes(transaction, job.id, outcomes),
      },
      ({ transaction, caller, now, audit }, allowed) =>
        perform(transaction, operation, job, allowed, {
          requestedBy: caller.userId,
          now,
          record: (line, grantId) =>
            audit({ target: { type: "MobileLine", id: line.id, label: line.msisdn }, grantId }),
        }),
    );
    for await (const _outcomes of batches);
  }
}

/** The id that the lines are to have; undefined where a preview names a code that is new to the company. */
async function wantedCostCenter(
  transaction: Writer,
  operation: Operation,
  organizationId: string,
  preview: boolean,
): Promise<string | null | undefined> {
  if (operation.name !== "ASSIGN_COST_CENTER" || operation.code === null) return null;
  if (!preview) return await costCenterOfCode(transaction, organizationId, operation.code);
  return (await knownCostCenter(transaction, organizationId, operation.code)) ?? undefined;
}

interface Performing {
  readonly requestedBy: string;
  readonly now: number;
  readonly record: (line: LineState, grantId: string | null) => void;
}

/** Does the operation on the lines of a batch, or says what it would come to. */
async function perform(
  transaction: Writer,
  operation: Operation,
  { preview, organizationId }: BulkJob,
  allowed: readonly AllowedObject[],
  { requestedBy, now, record }: Performing,
): Promise<ReadonlyMap<string, Move>> {
  const lines = await stateOfLines(
    transaction,
    allowed.map(({ id }) => id),
  );
  const action = actionOf(operation);
  const costCenterId = await wantedCostCenter(transaction, operation, organizationId, preview);
  const moves = new Map<string, Move>();
  const changed: LineState[] = [];
  for (const { id, allowedBy } of allowed) {
    const line = lines.get(id);
    if (line === undefined) continue;
    const move =
      action === null ? (line.costCenterId === costCenterId ? "UNCHANGED" : "DONE") : moveOf(line, action);
    moves.set(id, move);
    if (move !== "DONE") continue;
    changed.push(line);
    if (!preview) record(line, allowedBy);
  }
  if (preview) return moves;
  if (action !== null) await requestActions(transaction, changed, action, { requestedBy, now });
  else
    await setCostCenter(
      transaction,
      changed.map(({ id }) => id),
      costCenterId ?? null,
    );
  return moves;
}

async function takeJob({ database, now }: MobileContext, id: string, token: string): Promise<boolean> {
  const at = now();
  const taken = await database.write((transaction) =>
    transaction.execute(
      "UPDATE bulk_job SET status = 'RUNNING', lease_until = ?, lease_token = ?" +
        " WHERE id = ? AND status IN ('QUEUED', 'RUNNING') AND lease_until <= ?",
      [at + LEASE, token, id, at],
    ),
  );
  return taken === 1;
}

/** Takes the row of the job for this transaction. @throws JobLost when it is cancelled, or another process has it */
async function holdJob(transaction: Writer, now: number, { id }: BulkJob, token: string): Promise<void> {
  const held = await transaction.execute(
    "UPDATE bulk_job SET lease_until = ? WHERE id = ? AND lease_token = ? AND status = 'RUNNING'",
    [now + LEASE, id, token],
  );
  if (held !== 1) throw new JobLost();
}

/** @throws RightLost when the requester may no longer do this on the scope that they chose the lines from */
function assertStillAllowed(
  { rules }: MobileContext,
  caller: Caller,
  { scopeType, scopeId, organizationId }: BulkJob,
  mutation: string,
): Promise<void> {
  const statement = rules.of(mutation);
  const path: ScopePath = {
    scopes: [
      ...(scopeType === "MobileContract" ? [{ kind: "MOBILE_CONTRACT" as const, id: scopeId }] : []),
      { kind: "ORGANIZATION", id: organizationId },
    ],
  };
  if (statement === undefined || !decide(caller, statement, path).allowed) throw new RightLost();
  return Promise.resolve();
}

async function openRows({ database }: MobileContext, jobId: string): Promise<string[]> {
  const rows = await database.read.rows<{ lineId: string }>(
    "SELECT line_id AS lineId FROM bulk_job_row WHERE job_id = ? AND outcome IS NULL ORDER BY position LIMIT ?",
    [jobId, READ_AHEAD],
  );
  return rows.map(({ lineId }) => lineId);
}

/** One statement for each outcome of the batch, and one for the counts of the job. */
async function keepOutcomes(
  transaction: Writer,
  jobId: string,
  outcomes: ReadonlyMap<string, BatchOutcome>,
): Promise<void> {
  const byOutcome = new Map<BatchOutcome, string[]>();
  for (const [id, outcome] of outcomes) byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), id]);
  let done = 0;
  let failed = 0;
  for (const [outcome, ids] of byOutcome) {
    const hasFailed = outcome !== "DONE" && outcome !== "UNCHANGED";
    const list = inList(ids);
    const kept = await transaction.execute(
      "UPDATE bulk_job_row SET outcome = ?, fault = ?" +
        ` WHERE job_id = ? AND outcome IS NULL AND line_id IN ${list.sql}`,
      [hasFailed ? "FAILED" : outcome, hasFailed ? outcome : null, jobId, ...list.parameters],
    );
    done += kept;
    if (hasFailed) failed += kept;
  }
  await transaction.execute("UPDATE bulk_job SET done = done + ?, failed = failed + ? WHERE id = ?", [
    done,
    failed,
    jobId,
  ]);
}

async function endJob(
  { database, now }: MobileContext,
  { id }: BulkJob,
  token: string,
  status: "FINISHED" | "FAILED",
): Promise<void> {
  await database.write((transaction) =>
    transaction.execute(
      "UPDATE bulk_job SET status = ?, finished_at = ?, lease_until = 0, lease_token = NULL" +
        " WHERE id = ? AND lease_token = ? AND status = 'RUNNING'",
      [status, now(), id, token],
    ),
  );
}
