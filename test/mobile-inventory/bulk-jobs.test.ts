import { until } from "../kit/processes";
import { eachWorld } from "../kit/world";

const START = `mutation ($input: AssignCostCenterInput!) { assignCostCenter(input: $input) {
  job { id status total } userErrors { code message field } } }`;
const STATE = `query ($id: ID!) { bulkJob(id: $id) { status total done failed finishedAt } }`;

eachWorld("jobs over many lines", (world) => {
  const database = () => world.system.subgraphs.databaseOf("mobile-inventory");
  const legal = () => world.as("legal.aurora");
  const write = (sql: string, ...parameters: (string | number)[]) =>
    database().write((transaction) => transaction.execute(sql, parameters));
  /** A job as a process left it that died after so many batches: running, its lease about to end. */
  const leftBehind = async (code: string, doneRows: number): Promise<{ id: string; total: number }> => {
    const { assignCostCenter } = await (
      await legal()
    ).read(START, {
      input: {
        selection: {
          scope: { type: "Organization", id: "org-aurora" },
          filter: { status: ["ACTIVE", "FROZEN"] },
          preview: true,
        },
        costCenterCode: code,
      },
    });
    const { id, total } = assignCostCenter.job as { id: string; total: number };
    await until("the preview has ended", async () => (await stateOf(id)).status === "FINISHED");
    await write(
      "UPDATE bulk_job_row SET outcome = NULL, fault = NULL WHERE job_id = ? AND position > ?",
      id,
      doneRows,
    );
    await write(
      "UPDATE bulk_job SET status = 'RUNNING', finished_at = NULL, preview = 0, done = ?, failed = 0," +
        " lease_token = 'a process that died', lease_until = ? WHERE id = ?",
      doneRows,
      world.clock.now + 10_000,
      id,
    );
    return { id, total };
  };
  const stateOf = async (id: string) => (await (await legal()).read(STATE, { id })).bulkJob;
  const withCenter = async (code: string) =>
    (
      await database().read.row<{ count: number }>(
        "SELECT COUNT(*) AS count FROM mobile_line l JOIN cost_center k ON k.id = l.cost_center_id WHERE k.code = ?",
        [code],
      )
    )?.count;

  it("go on where a process that died left them, and do each line once", async () => {
    const { id, total } = await leftBehind("LEFT-1", 150);
    world.clock.now += 11_000;
    await until("the job has ended", async () => (await stateOf(id)).status !== "RUNNING");
    expect(await stateOf(id)).toMatchObject({ status: "FINISHED", done: total, failed: 0 });
    expect(await withCenter("LEFT-1")).toBe(total - 150);
  });

  it("are not touched while another process has them", async () => {
    const { id } = await leftBehind("LEFT-2", 100);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await stateOf(id)).toMatchObject({ status: "RUNNING", done: 100 });
    expect(await withCenter("LEFT-2")).toBe(0);
    const cancelled = await (
      await legal()
    ).read(`mutation ($id: ID!) { cancelBulkJob(id: $id) { job { status done } userErrors { code } } }`, {
      id,
    });
    expect(cancelled.cancelBulkJob).toEqual({ job: { status: "CANCELLED", done: 100 }, userErrors: [] });
    world.clock.now += 60_000;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await withCenter("LEFT-2")).toBe(0);
  });

  it("stop before the next batch when their requester has lost the right", async () => {
    const { id, total } = await leftBehind("LEFT-3", 100);
    const identity = world.system.subgraphs.databaseOf("identity");
    await identity.write((transaction) =>
      transaction.execute(
        "UPDATE profile_grant SET valid_until = ? WHERE user_id = 'user-legal-aurora' AND profile = 'LEGAL_REP'",
        [world.clock.now],
      ),
    );
    world.clock.now += 11_000;
    await until("the job has ended", async () => {
      const row = await database().read.row<{ status: string }>("SELECT status FROM bulk_job WHERE id = ?", [
        id,
      ]);
      return row?.status !== "RUNNING";
    });
    expect(await stateOf(id)).toMatchObject({ status: "FAILED", total, done: 100 });
    expect(await withCenter("LEFT-3")).toBe(0);
  });
});
