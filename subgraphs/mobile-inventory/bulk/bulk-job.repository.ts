import {
  rowConnection,
  type Connection,
  type ConnectionArguments,
  type SortOrder,
} from "../../shared/connection";
import { allOf, BACKGROUND, isOneOf, rowsWhere, type Reader, type SqlValue } from "../../shared/database";
import type { BulkJobStatus, BulkOperation, BulkOutcome } from "../vocabulary";
import type { BulkFault } from "./bulk-job.entities";

/** A job as its row says it. Instants are epoch milliseconds. */
export interface BulkJob {
  readonly id: string;
  readonly operation: BulkOperation;
  readonly arguments: string;
  readonly scopeType: "MobileContract" | "Organization";
  readonly scopeId: string;
  readonly organizationId: string;
  readonly preview: boolean;
  readonly requestedBy: string;
  readonly status: BulkJobStatus;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** What became of one line. */
export interface BulkResult {
  readonly position: number;
  readonly lineId: string;
  readonly outcome: BulkOutcome;
  readonly fault: BulkFault | null;
}

const JOBS = {
  columns:
    "j.id, j.operation, j.arguments, j.scope_type AS scopeType, j.scope_id AS scopeId," +
    " j.organization_id AS organizationId, j.preview, j.requested_by AS requestedBy, j.status," +
    " j.total, j.done, j.failed, j.created_at AS createdAt, j.finished_at AS finishedAt",
  from: "bulk_job j",
};

const RESULTS = {
  columns: "r.position, r.line_id AS lineId, r.outcome, r.fault",
  from: "bulk_job_row r",
};

const BY_POSITION: SortOrder<BulkResult> = [
  { expression: "r.position", property: "position", direction: "ASC" },
];

/** A job, whoever asks: for the process that works on it. */
export async function jobById(reader: Reader, id: string): Promise<BulkJob | null> {
  return (await jobsWhere(reader, "j.id = ?", [id]))[0] ?? null;
}

/** The person's own jobs of these ids. */
export async function ownJobsById(
  reader: Reader,
  userId: string,
  ids: readonly string[],
): Promise<BulkJob[]> {
  const condition = isOneOf("j.id", ids);
  return await jobsWhere(reader, `${condition.sql} AND j.requested_by = ?`, [
    ...condition.parameters,
    userId,
  ]);
}

/** The job that the person began under this key. */
export async function jobByKey(reader: Reader, userId: string, key: string): Promise<BulkJob | null> {
  const [job] = await jobsWhere(reader, "j.requested_by = ? AND j.idempotency_key = ?", [userId, key]);
  return job ?? null;
}

/** Jobs that nobody works on, the oldest first. @param now epoch milliseconds */
export async function jobsToRun(
  reader: Reader,
  now: number,
): Promise<readonly Pick<BulkJob, "id" | "requestedBy">[]> {
  return await reader.rows<Pick<BulkJob, "id" | "requestedBy">>(
    `${BACKGROUND}SELECT id, requested_by AS requestedBy FROM bulk_job` +
      " WHERE status IN ('QUEUED', 'RUNNING') AND lease_until <= ? ORDER BY created_at LIMIT 10",
    [now],
  );
}

/** What became of the lines of a job, in their order; those without an outcome yet are not listed. */
export async function resultsOf(
  reader: Reader,
  jobId: string,
  outcome: BulkOutcome | null | undefined,
  page: ConnectionArguments,
): Promise<Connection<BulkResult>> {
  const condition = allOf([
    { sql: "r.job_id = ?", parameters: [jobId] },
    outcome === null || outcome === undefined
      ? { sql: "r.outcome IS NOT NULL", parameters: [] }
      : { sql: "r.outcome = ?", parameters: [outcome] },
  ]);
  return await rowConnection<BulkResult, BulkResult>({
    reader,
    source: RESULTS,
    condition,
    arguments: page,
    list: { name: "BulkJob.results", parent: jobId, filter: { outcome: outcome ?? null } },
    order: BY_POSITION,
    node: (result) => result,
  });
}

async function jobsWhere(reader: Reader, sql: string, parameters: readonly SqlValue[]): Promise<BulkJob[]> {
  const rows = await rowsWhere<Omit<BulkJob, "preview"> & { readonly preview: 0 | 1 }>(reader, JOBS, {
    sql,
    parameters,
  });
  return rows.map((row) => ({ ...row, preview: row.preview === 1 }));
}
