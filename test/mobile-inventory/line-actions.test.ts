import { setTimeout } from "node:timers/promises";
import { formatIccid } from "../../subgraphs/shared/identifiers";
import { until } from "../kit/processes";
import { eachWorld } from "../kit/world";

const JOB = `job { id operation status preview total done failed requestedBy { id }
  results(first: 50) { totalCount edges { node { lineId line { id } outcome userErrors { code } } } } } userErrors { code field message }`;
const bulk = (mutation: string) =>
  `mutation ($input: LineSelectionInput!) { ${mutation}(input: $input) { ${JOB} } }`;
const OPTIONS = `mutation ($input: SetLineOptionsInput!) { setLineOptions(input: $input) { ${JOB} } }`;
const CENTER = `mutation ($input: AssignCostCenterInput!) { assignCostCenter(input: $input) { ${JOB} } }`;
const REPLACE = `mutation ($input: ReplaceSimInput!) { replaceSim(input: $input) {
  line { id pendingAction { kind } } userErrors { code field message } } }`;
const BLOCK = `mutation ($input: SetPremiumServiceBlacklistInput!) { setPremiumServiceBlacklist(input: $input) {
  line { pendingAction { kind } } userErrors { code } } }`;
const LINE = `query ($id: ID!) { mobileLine(id: $id) { status frozenOn pendingAction { kind requestedAt }
  sim { iccid administrativeState } } }`;
const OWN = "ml-aurora-1-00007";
const [ONE, TWO, THREE] = ["ml-aurora-1-00010", "ml-aurora-1-00011", "ml-aurora-1-00012"];
const contract = { type: "MobileContract", id: "mc-aurora-1" };

interface Job {
  readonly id: string;
  readonly total: number;
  readonly results: {
    readonly edges: readonly {
      readonly node: {
        readonly lineId: string;
        readonly outcome: string;
        readonly userErrors: readonly { readonly code: string }[];
      };
    }[];
  };
}

eachWorld("what people do to lines", (world) => {
  const ask = async (username: string, query: string, input: object) =>
    (await world.as(username)).ask(query, { input });
  const job = async (username: string, query: string, input: object) => {
    const { data, errors } = await ask(username, query, input);
    expect(errors).toEqual([]);
    const [payload] = Object.values(data) as { job: Job; userErrors: unknown[] }[];
    expect(payload?.userErrors).toEqual([]);
    return payload!.job;
  };
  const outcomes = ({ results }: Pick<Job, "results">) =>
    results.edges.map(({ node }) => [node.lineId, node.outcome, ...node.userErrors.map(({ code }) => code)]);
  const line = async (id: string, username = "master.aurora") =>
    (await (await world.as(username)).read(LINE, { id })).mobileLine;
  /** The operator's systems confirm a moment after they were asked. */
  const confirmed = async (...ids: string[]) => {
    await until("the operator's systems have confirmed", async () => {
      // Slowly: access tokens live for fifteen minutes of this clock.
      world.clock.now += 2_000;
      await setTimeout(300);
      const lines = await Promise.all(ids.map((id) => line(id)));
      return lines.every(({ pendingAction }) => pendingAction === null);
    });
  };

  it("freezes lines once the operator's systems confirm it, and makes them active again", async () => {
    const frozen = await job("master.aurora", bulk("freezeLines"), { scope: contract, ids: [ONE, TWO] });
    expect(frozen).toMatchObject({
      operation: "FREEZE_LINES",
      status: "FINISHED",
      total: 2,
      done: 2,
      failed: 0,
    });
    expect(outcomes(frozen)).toEqual([
      [ONE, "DONE"],
      [TWO, "DONE"],
    ]);
    expect(await line(ONE)).toMatchObject({ status: "ACTIVE", pendingAction: { kind: "FREEZE" } });
    await confirmed(ONE, TWO);
    expect(await line(ONE)).toMatchObject({ status: "FROZEN", frozenOn: "2026-06-15" });
    const again = await job("master.aurora", bulk("freezeLines"), { scope: contract, ids: [ONE] });
    expect(outcomes(again)).toEqual([[ONE, "UNCHANGED"]]);
    await job("legal.aurora", bulk("unfreezeLines"), { scope: contract, ids: [ONE, TWO] });
    await confirmed(ONE, TWO);
    expect(await line(TWO)).toMatchObject({ status: "ACTIVE", frozenOn: null });
  });

  it("locks the SIMs of lines that a filter finds, and never makes them FROZEN", async () => {
    const { msisdn } = (
      await (await world.as("master.aurora")).read(`{ mobileLine(id: "${ONE}") { msisdn } }`)
    ).mobileLine;
    const locked = await job("master.aurora", bulk("lockSims"), {
      scope: contract,
      filter: { search: msisdn.replace("+39", "") },
    });
    expect(outcomes(locked)).toEqual([[ONE, "DONE"]]);
    await confirmed(ONE);
    expect(await line(ONE)).toMatchObject({ status: "ACTIVE", sim: { administrativeState: "LOCKED" } });
    await job("master.aurora", bulk("unlockSims"), { scope: contract, ids: [ONE] });
    await confirmed(ONE);
    expect(await line(ONE)).toMatchObject({ sim: { administrativeState: "UNLOCKED" } });
  });

  it("says of each line what became of it, and touches only those that may be touched", async () => {
    const lines = [ONE, "no-such-line", "ml-aurora-2-00001", "ml-cometa-1-00001"];
    const result = await job("master.aurora", bulk("lockSims"), {
      scope: contract,
      ids: lines,
      preview: true,
    });
    expect(outcomes(result)).toEqual([
      [ONE, "DONE"],
      ...lines.slice(1).map((id) => [id, "FAILED", "NOT_FOUND"]),
    ]);
    expect(await line(ONE)).toMatchObject({ pendingAction: null });
  });

  it("refuses a second change while one is under way, and any of a terminated line", async () => {
    await job("master.aurora", bulk("freezeLines"), { scope: contract, ids: [THREE] });
    const busy = await job("master.aurora", bulk("lockSims"), { scope: contract, ids: [THREE] });
    expect(outcomes(busy)).toEqual([[THREE, "FAILED", "CONFLICT"]]);
    const same = await job("master.aurora", bulk("freezeLines"), { scope: contract, ids: [THREE] });
    expect(outcomes(same)).toEqual([[THREE, "UNCHANGED"]]);
    await confirmed(THREE);
    const { mobileContract } = await (
      await world.as("master.aurora")
    ).read(
      `{ mobileContract(id: "mc-aurora-1") { lines(filter: { status: [TERMINATED] }, first: 1) { edges { node { id } } } } }`,
    );
    const terminated = mobileContract.lines.edges[0].node.id as string;
    const refused = await job("master.aurora", bulk("unfreezeLines"), { scope: contract, ids: [terminated] });
    expect(outcomes(refused)).toEqual([[terminated, "FAILED", "CONFLICT"]]);
    await job("master.aurora", bulk("unfreezeLines"), { scope: contract, ids: [THREE] });
    await confirmed(THREE);
  });

  it("adds and removes options, and refuses those that the operator does not have", async () => {
    const { mobileContract } = await (
      await world.as("master.aurora")
    ).read(`{ mobileContract(id: "mc-aurora-1") { availableOptions { id name } } }`);
    const [option] = mobileContract.availableOptions as { id: string }[];
    const of = async () =>
      (
        await (await world.as("master.aurora")).read(`{ mobileLine(id: "${ONE}") { options { id } } }`)
      ).mobileLine.options.map(({ id }: { id: string }) => id);
    const selection = { scope: contract, ids: [ONE] };
    await job("master.aurora", OPTIONS, { selection, add: [option!.id] });
    await confirmed(ONE);
    expect(await of()).toContain(option!.id);
    await job("master.aurora", OPTIONS, { selection, remove: [option!.id] });
    await confirmed(ONE);
    expect(await of()).not.toContain(option!.id);
    const { data } = await ask("master.aurora", OPTIONS, { selection, add: ["opt-nope"] });
    expect(data.setLineOptions).toMatchObject({
      job: null,
      userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "add"] }],
    });
  });

  it("gives lines a cost centre that is new to the company, at once", async () => {
    const selection = { scope: contract, ids: [ONE, TWO] };
    const done = await job("master.aurora", CENTER, { selection, costCenterCode: " ZZ-99 " });
    expect(outcomes(done)).toEqual([
      [ONE, "DONE"],
      [TWO, "DONE"],
    ]);
    const { mobileLine } = await (
      await world.as("master.aurora")
    ).read(`{ mobileLine(id: "${TWO}") { costCenter { code } } }`);
    expect(mobileLine).toEqual({ costCenter: { code: "ZZ-99" } });
    expect(outcomes(await job("master.aurora", CENTER, { selection, costCenterCode: "ZZ-99" }))).toEqual([
      [ONE, "UNCHANGED"],
      [TWO, "UNCHANGED"],
    ]);
  });

  it("replaces a SIM, once by its key, with an ICCID that nobody has", async () => {
    const input = { lineId: TWO, newIccid: formatIccid(987_654_321), reason: "LOST", idempotencyKey: "k-1" };
    for (const _twice of [1, 2]) {
      const { data } = await ask("master.aurora", REPLACE, input);
      expect(data.replaceSim).toEqual({
        line: { id: TWO, pendingAction: { kind: "REPLACE_SIM" } },
        userErrors: [],
      });
    }
    await confirmed(TWO);
    expect(await line(TWO)).toMatchObject({ sim: { iccid: input.newIccid } });
    const taken = await ask("master.aurora", REPLACE, { ...input, lineId: ONE, idempotencyKey: null });
    expect(taken.data.replaceSim).toMatchObject({
      line: null,
      userErrors: [{ code: "CONFLICT", field: ["input", "newIccid"] }],
    });
    const otherLine = await ask("master.aurora", REPLACE, { ...input, lineId: ONE });
    expect(otherLine.data.replaceSim).toMatchObject({
      line: null,
      userErrors: [{ code: "CONFLICT", field: ["input", "idempotencyKey"] }],
    });
  });

  it("lets a line's user block premium services on it, and do nothing else", async () => {
    const { data } = await ask("enduser.aurora", BLOCK, { lineId: OWN, blocked: ["CARRIER_BILLING"] });
    expect(data.setPremiumServiceBlacklist).toEqual({
      line: { pendingAction: { kind: "SET_PREMIUM_SERVICE_BLACKLIST" } },
      userErrors: [],
    });
    await confirmed(OWN);
    const { mobileLine } = await (
      await world.as("enduser.aurora")
    ).read(`{ mobileLine(id: "${OWN}") { premiumServiceBlacklist } }`);
    expect(mobileLine).toEqual({ premiumServiceBlacklist: ["CARRIER_BILLING"] });
    const replace = await ask("enduser.aurora", REPLACE, {
      lineId: OWN,
      newIccid: formatIccid(987_654_322),
      reason: "LOST",
    });
    expect(replace.refused).toEqual({ replaceSim: "FORBIDDEN" });
  });

  it.each([
    ["enduser.aurora", contract, "FORBIDDEN"],
    ["invoices.aurora", { type: "MobileContract", id: "mc-aurora-2" }, "FORBIDDEN"],
    ["owner.aurora", contract, "FORBIDDEN"],
    ["master.aurora", { type: "Organization", id: "org-aurora" }, "FORBIDDEN"],
    ["master.aurora", { type: "MobileContract", id: "mc-cometa-1" }, "NOT_FOUND"],
    ["holding.levante", contract, "FORBIDDEN"],
    ["legal.cometa", contract, "NOT_FOUND"],
  ])("refuses %s to lock SIMs within %o: %s", async (username, scope, code) => {
    const { data, refused } = await ask(username, bulk("lockSims"), { scope, ids: [OWN] });
    expect([data, refused]).toEqual([{ lockSims: null }, { lockSims: code }]);
  });

  it("answers a repeated key with the first job, and refuses it for another operation", async () => {
    const input = { scope: contract, ids: [ONE], preview: true, idempotencyKey: "the-same" };
    const first = await job("master.aurora", bulk("lockSims"), input);
    expect((await job("master.aurora", bulk("lockSims"), input)).id).toBe(first.id);
    const other = await ask("master.aurora", bulk("freezeLines"), input);
    expect(other.data.freezeLines).toMatchObject({
      job: null,
      userErrors: [{ code: "CONFLICT", field: ["input", "idempotencyKey"] }],
    });
    const own = await (await world.as("legal.aurora")).read(`{ bulkJob(id: "${first.id}") { id } }`);
    expect(own).toEqual({ bulkJob: null });
    const cancelled = await (
      await world.as("legal.aurora")
    ).ask("mutation ($id: ID!) { cancelBulkJob(id: $id) { job { id } } }", { id: first.id });
    expect(cancelled.refused).toEqual({ cancelBulkJob: "NOT_FOUND" });
    expect((await world.anonymous.ask(`{ bulkJob(id: "${first.id}") { id } }`)).refused).toEqual({
      bulkJob: "UNAUTHENTICATED",
    });
  });

  it.each([
    [{ ids: [ONE], filter: {} }, "input: give exactly one of ids and filter"],
    [{}, "input: give exactly one of ids and filter"],
    [{ ids: [] }, "input.ids: name at least one line"],
    [{ ids: [ONE], idempotencyKey: "" }, "input.idempotencyKey: must have 1 to 64 characters"],
  ])("says what is wrong with the selection %o", async (selection, message) => {
    const answer = await ask("master.aurora", bulk("lockSims"), { scope: contract, ...selection });
    expect(answer.errors).toEqual([]);
    expect(answer.data.lockSims).toMatchObject({
      job: null,
      userErrors: [{ code: "BAD_USER_INPUT", message }],
    });
  });

  it.each([
    [{}, ["input"]],
    [{ add: ["opt-x"], remove: ["opt-x"] }, ["input", "remove"]],
    [{ add: Array.from({ length: 101 }, (_, index) => `opt-${index}`) }, ["input", "add"]],
  ])("says what is wrong with options, in userErrors", async (options, field) => {
    const input = { selection: { scope: contract, ids: [ONE] }, ...options };
    const { data, errors } = await ask("master.aurora", OPTIONS, input);
    expect(errors).toEqual([]);
    expect(data.setLineOptions).toMatchObject({ job: null, userErrors: [{ code: "BAD_USER_INPUT", field }] });
  });

  it("says what is wrong with a key and with a cost centre, in userErrors", async () => {
    const sim = { lineId: ONE, newIccid: formatIccid(987_654_323), reason: "LOST" };
    const keyed = await ask("master.aurora", REPLACE, { ...sim, idempotencyKey: "k".repeat(65) });
    expect([keyed.errors, keyed.data.replaceSim]).toMatchObject([
      [],
      { line: null, userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "idempotencyKey"] }] },
    ]);
    const selection = { scope: contract, ids: [ONE] };
    const coded = await ask("master.aurora", CENTER, { selection, costCenterCode: "x".repeat(33) });
    expect([coded.errors, coded.data.assignCostCenter]).toMatchObject([
      [],
      { job: null, userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "costCenterCode"] }] },
    ]);
  });

  it("does many lines in the background, and keeps a record of each", async () => {
    const begun = await job("legal.aurora", CENTER, {
      selection: { scope: { type: "Organization", id: "org-aurora" }, filter: { status: ["ACTIVE"] } },
      costCenterCode: "ALL-1",
    });
    expect(begun.total).toBeGreaterThanOrEqual(200);
    const legal = await world.as("legal.aurora");
    const state = `query ($id: ID!) { bulkJob(id: $id) { status total done failed
      results(outcome: DONE, first: 1) { totalCount } } }`;
    await until("the job has finished", async () => {
      const { bulkJob } = await legal.read(state, { id: begun.id });
      return bulkJob.status === "FINISHED";
    });
    const { bulkJob } = await legal.read(state, { id: begun.id });
    expect(bulkJob).toMatchObject({ done: begun.total, failed: 0, results: { totalCount: begun.total } });
    const late = await legal.ask("mutation ($id: ID!) { cancelBulkJob(id: $id) { job { status } } }", {
      id: begun.id,
    });
    expect(late.data.cancelBulkJob).toEqual({ job: { status: "FINISHED" } });
  });
});
