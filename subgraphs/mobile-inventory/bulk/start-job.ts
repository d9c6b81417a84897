import { v7 as uuid } from "uuid";
import { UserInputError } from "../../../schema/errors";
import { Refused, notFound, type RuledAct } from "../../shared/act";
import { scopedRows } from "../../shared/inventory";
import { allOf, isOneOf, type Writer } from "../../shared/database";
import { assertIdempotencyKey } from "../../shared/text/idempotency-key";
import { act, ports } from "../act";
import type { MobileContext } from "../context";
import { lineNarrowings } from "../line/line-filter";
import { LINE_COLUMNS, LINE_ROWS } from "../scope";
import type { BulkOperation } from "../vocabulary";
import { BulkJobEntity, BulkJobRowEntity } from "./bulk-job.entities";
import { jobById, jobByKey, type BulkJob } from "./bulk-job.repository";
import type { LineSelectionInput } from "./bulk-input.types";
import { argumentsOf, MUTATION_OF, type Operation } from "./operations";
import { runJob } from "./run-job";

/** Lines of one job. */
const MOST_LINES = 100_000;
/** Jobs of one person that have not ended. */
const MOST_OPEN_JOBS = 10;
/** From so many lines on the job runs by itself, and the answer comes before it has begun. */
const IN_BACKGROUND = 200;

interface Asked<Name extends BulkOperation> {
  readonly name: Name;
  /** The operation with its own arguments, checked. @throws UserInputError, which is told in `userErrors` */
  readonly operation: () => Extract<Operation, { readonly name: Name }>;
  readonly selection: LineSelectionInput;
  /** The path of the selection in the arguments, for errors. */
  readonly at: readonly string[];
  /** What must hold before anything is written. @throws Refused */
  readonly check?: (
    transaction: Writer,
    operation: Extract<Operation, { readonly name: Name }>,
  ) => Promise<void>;
}

/**
 * One operation on the lines of a selection. Fewer than 200 lines are done when the answer comes; more are done by a
 * job in the background, which goes on after a crash and ends when its requester loses the right.
 * @returns the job, which says what became of each line; `userErrors` for a selection that is not right
 */
export async function startJob<Name extends BulkOperation>(
  context: MobileContext,
  { name, operation: checked, selection, at, check }: Asked<Name>,
) {
  const payload = await act<{ job: BulkJob }, { job: BulkJob }, Operation>(
    context,
    {
      mutation: MUTATION_OF[name],
      conflicts: { uq_bulk_job_key: KEY_TAKEN(at) },
      prepare: () => {
        assertSelection(selection, at);
        return Promise.resolve(checked());
      },
    },
    async (inside, operation) => {
      const { transaction, caller, on, audit, nothingChanged } = inside;
      const repeated = await jobOfKey(transaction, caller.userId, operation, selection, at);
      if (repeated !== null) {
        nothingChanged();
        return { job: repeated };
      }
      await check?.(transaction, operation as Extract<Operation, { readonly name: Name }>);
      await assertFewOpen(transaction, caller.userId);
      const job = await createJob(context, inside, operation, selection, at);
      if (job.preview) nothingChanged();
      else
        audit({
          target: {
            type: on.type,
            id: on.id,
            label: `${operation.name} on ${job.total} lines, job ${job.id}`,
          },
        });
      return { job };
    },
  );
  const job = payload.job;
  if (job === undefined || job.status !== "QUEUED") return payload;
  if (job.total >= IN_BACKGROUND) {
    context.services.own.wake("jobs");
    return payload;
  }
  await runJob(ports, context, job.id);
  return { ...payload, job: (await jobById(context.database.read, job.id)) ?? job };
}

/** @throws UserInputError unless exactly one of ids and filter is given, every id is one that can exist, and the key is right */
function assertSelection({ ids, filter, idempotencyKey }: LineSelectionInput, at: readonly string[]): void {
  const hasIds = ids !== null && ids !== undefined;
  const hasFilter = filter !== null && filter !== undefined;
  if (hasIds === hasFilter) throw new UserInputError([...at], "give exactly one of ids and filter");
  if (ids?.length === 0) throw new UserInputError([...at, "ids"], "name at least one line");
  if (ids?.some((id) => id.length === 0 || id.length > 64) === true)
    throw new UserInputError([...at, "ids"], "has an id that is empty or over 64 characters");
  assertIdempotencyKey(idempotencyKey, [...at, "idempotencyKey"]);
}

async function jobOfKey(
  transaction: Writer,
  userId: string,
  operation: Operation,
  { idempotencyKey, scope }: LineSelectionInput,
  at: readonly string[],
): Promise<BulkJob | null> {
  if (idempotencyKey === null || idempotencyKey === undefined) return null;
  const job = await jobByKey(transaction, userId, idempotencyKey);
  if (job === null) return null;
  const isSame =
    job.operation === operation.name && job.arguments === argumentsOf(operation) && job.scopeId === scope.id;
  if (isSame) return job;
  const { message, field } = KEY_TAKEN(at);
  throw new Refused("CONFLICT", message, field);
}

/** @throws Refused for somebody who has ten jobs under way: each may hold a hundred thousand rows */
async function assertFewOpen(transaction: Writer, userId: string): Promise<void> {
  const open = await transaction.row<{ count: number }>(
    "SELECT COUNT(*) AS count FROM bulk_job WHERE requested_by = ? AND status IN ('QUEUED', 'RUNNING')",
    [userId],
  );
  if ((open?.count ?? 0) >= MOST_OPEN_JOBS)
    throw new Refused("RATE_LIMITED", `You have ${MOST_OPEN_JOBS} jobs under way. Wait until one has ended.`);
}

const KEY_TAKEN = (at: readonly string[]) => ({
  message: "The idempotency key belongs to another job of yours. Choose another one.",
  field: [...at, "idempotencyKey"],
});

async function createJob(
  context: MobileContext,
  { transaction, caller, on, now }: RuledAct,
  operation: Operation,
  selection: LineSelectionInput,
  at: readonly string[],
): Promise<BulkJob> {
  const organizationId = on.path.scopes.find(({ kind }) => kind === "ORGANIZATION")?.id;
  if (organizationId === undefined) throw notFound();
  const id = uuid();
  const job = {
    id,
    operation: operation.name,
    arguments: argumentsOf(operation),
    scopeType: on.type as BulkJob["scopeType"],
    scopeId: on.id,
    organizationId,
    preview: selection.preview,
    requestedBy: caller.userId,
    status: "QUEUED" as const,
    total: 0,
    done: 0,
    failed: 0,
    createdAt: now,
    finishedAt: null,
  };
  const row = { ...job, idempotencyKey: selection.idempotencyKey ?? null, leaseUntil: 0, leaseToken: null };
  await transaction.insert(BulkJobEntity, [row]);
  const total = await (selection.ids
    ? addIds(transaction, id, selection.ids, at)
    : addListed(context, { transaction, caller }, { ...job, path: on.path }, selection, at));
  // A job without lines has nothing to run for.
  const isEmpty = total === 0;
  await transaction.update(
    BulkJobEntity,
    { id },
    isEmpty ? { status: "FINISHED", finishedAt: now } : { total },
  );
  return isEmpty ? { ...job, status: "FINISHED", finishedAt: now } : { ...job, total };
}

async function addIds(
  transaction: Writer,
  jobId: string,
  ids: readonly string[],
  at: readonly string[],
): Promise<number> {
  const lineIds = [...new Set(ids)];
  if (lineIds.length > MOST_LINES) throw tooMany([...at, "ids"]);
  await transaction.insert(
    BulkJobRowEntity,
    lineIds.map((lineId, index) => ({ jobId, position: index + 1, lineId, outcome: null, fault: null })),
  );
  return lineIds.length;
}

/** The lines that the requester's list shows under the filter, at this instant, by one statement. */
async function addListed(
  { rules }: MobileContext,
  { transaction, caller }: Pick<RuledAct, "transaction" | "caller">,
  {
    id,
    organizationId,
    path,
  }: { readonly id: string; readonly organizationId: string } & Pick<RuledAct["on"], "path">,
  { filter }: LineSelectionInput,
  at: readonly string[],
): Promise<number> {
  const scope = scopedRows(caller, LINE_ROWS, path, LINE_COLUMNS);
  const condition = allOf([scope.condition, ...lineNarrowings(filter, { caller, rules, organizationId })]);
  const added = await transaction.execute(
    "INSERT INTO bulk_job_row (job_id, position, line_id, outcome, fault)" +
      " SELECT ?, ROW_NUMBER() OVER (ORDER BY listed.id), listed.id, NULL, NULL" +
      ` FROM (SELECT l.id FROM mobile_line l WHERE ${condition.sql} ORDER BY l.id LIMIT ${MOST_LINES + 1}) listed`,
    [id, ...condition.parameters],
  );
  if (added > MOST_LINES) throw tooMany([...at, "filter"]);
  return added;
}

function tooMany(field: readonly string[]): Refused {
  return new Refused("BAD_USER_INPUT", `A selection has at most ${MOST_LINES} lines.`, field);
}

/** @throws Refused naming the first of these options that the operator does not have */
export async function assertOptions(
  transaction: Writer,
  optionIds: readonly string[],
  field: readonly string[],
): Promise<void> {
  const condition = isOneOf("id", optionIds);
  const known = await transaction.rows<{ id: string }>(
    `SELECT id FROM line_option WHERE ${condition.sql}`,
    condition.parameters,
  );
  const ids = new Set(known.map(({ id }) => id));
  const missing = optionIds.find((id) => !ids.has(id));
  if (missing !== undefined)
    throw new Refused("BAD_USER_INPUT", `There is no option ${JSON.stringify(missing)}.`, field);
}
