import { notFound } from "../../shared/act";
import { ownAct } from "../act";
import type { MobileContext } from "../context";
import { ownJobsById, type BulkJob } from "./bulk-job.repository";

/**
 * Stops a job of the viewer's before its next batch. What is done stays; a job that has ended stays as it is.
 * @throws CodedError NOT_FOUND for a job that is not the viewer's
 */
export async function cancelJob(context: MobileContext, id: string) {
  return await ownAct<{ job: BulkJob }>(
    context,
    { mutation: "Mutation.cancelBulkJob" },
    async ({ transaction, caller, now, audit, nothingChanged }) => {
      const [job] = await ownJobsById(transaction, caller.userId, [id]);
      if (job === undefined) throw notFound();
      const cancelled = await transaction.execute(
        "UPDATE bulk_job SET status = 'CANCELLED', finished_at = ?, lease_until = 0, lease_token = NULL" +
          " WHERE id = ? AND status IN ('QUEUED', 'RUNNING')",
        [now, id],
      );
      context.loaders.ownJob.clear(id);
      if (cancelled === 0) {
        nothingChanged();
        return { job };
      }
      audit({
        organizationIds: [job.organizationId],
        target: { type: job.scopeType, id: job.scopeId, label: `${job.operation}, job ${id}` },
      });
      return { job: { ...job, status: "CANCELLED", finishedAt: now } };
    },
  );
}
