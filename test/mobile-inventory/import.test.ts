import { eachDatabase } from "../kit/databases";
import { contractRow, feed, lineRow, plant, usageRow, type FeedRow } from "./feed";
import { openMobile, type Mobile } from "./kit";

eachDatabase("the import of the mobile inventory", ({ open }) => {
  let mobile: Mobile;
  beforeEach(async () => {
    mobile = await openMobile(open);
    await plant(mobile.database, "mobile-contracts", [
      contractRow("mc-1", "org-1"),
      contractRow("mc-2", "org-1"),
      contractRow("mc-3", "org-3"),
    ]);
  });

  const lines = (...rows: FeedRow[]) => feed(mobile.database, "mobile-lines", rows);
  const tables = [
    ["mobile_contract", "id"],
    ["mobile_line", "id"],
    ["sim", "line_id"],
    ["device", "line_id"],
    ["mobile_line_option", "line_id, option_id"],
    ["premium_service_block", "line_id, service"],
    ["tariff_plan", "id"],
    ["line_option", "id"],
    ["cost_center", "id"],
    ["usage_bucket", "line_id, period, kind"],
  ] as const;

  /** Every row of every table. */
  async function everything(): Promise<Record<string, object[]>> {
    const rows: Record<string, object[]> = {};
    for (const [table, order] of tables)
      rows[table] = await mobile.database.read.rows(`SELECT * FROM ${table} ORDER BY ${order}`);
    return rows;
  }

  const count = async (table: string) => (await everything())[table]!.length;

  it("leaves, run twice, what it leaves run once, and says that nothing changed", async () => {
    const rows = [
      lineRow("a", "mc-1", 1),
      lineRow("b", "mc-1", 2, { options: "", imei: "", device_model: "" }),
    ];
    const usage = [usageRow("a", "2026-05"), usageRow("a", "2026-05", { kind: "SMS", allowance: "" })];
    expect(await lines(...rows)).toMatchObject({ read: 2, applied: 2, unchanged: 0, rejected: 0 });
    expect(await feed(mobile.database, "mobile-usage", usage)).toMatchObject({ applied: 2, rejected: 0 });
    const once = await everything();
    expect(await lines(...rows)).toMatchObject({ read: 2, applied: 0, unchanged: 2, rejected: 0 });
    expect(await feed(mobile.database, "mobile-usage", usage)).toMatchObject({ applied: 0, unchanged: 2 });
    expect(await feed(mobile.database, "mobile-contracts", [contractRow("mc-1", "org-1")])).toMatchObject({
      applied: 0,
      unchanged: 1,
    });
    expect(await everything()).toEqual(once);
  });

  it("replaces what a row says anew and touches nothing else", async () => {
    await lines(lineRow("a", "mc-1", 1), lineRow("b", "mc-1", 2));
    const before = await everything();
    const changed = lineRow("a", "mc-1", 1, {
      label: "Sede di Torino",
      options: "opt-new:Nuova",
      premium_service_blacklist: "",
      iccid: lineRow("x", "mc-1", 77)["iccid"]!,
      imei: "",
      device_model: "",
      cost_center_code: "",
      cost_center_name: "",
    });
    expect(await lines(changed, lineRow("b", "mc-1", 2))).toMatchObject({ applied: 1, unchanged: 1 });
    const after = await everything();
    expect(after["mobile_line"]![0]).toMatchObject({
      label: "Sede di Torino",
      label_folded: "sede di torino",
      cost_center_id: null,
    });
    expect(after["mobile_line_option"]!.filter((row) => "line_id" in row && row.line_id === "a")).toEqual([
      { line_id: "a", option_id: "opt-new" },
    ]);
    expect(after["sim"]!.map((row) => "iccid" in row && row.iccid)).toEqual([
      changed["iccid"],
      lineRow("b", "mc-1", 2)["iccid"],
    ]);
    expect(after["device"]).toEqual(before["device"]!.slice(1));
    expect(after["mobile_line"]![1]).toEqual(before["mobile_line"]![1]);
  });

  it("makes one cost centre for each code of a company, renames it, and keeps its name where a row has none", async () => {
    await lines(
      lineRow("a", "mc-1", 1, { cost_center_name: "" }),
      lineRow("b", "mc-2", 2, { cost_center_name: "Officina" }),
      lineRow("c", "mc-3", 3, { cost_center_name: "Altro" }),
    );
    await lines(lineRow("a", "mc-1", 1, { cost_center_name: "" }));
    const { cost_center: centers } = await everything();
    const described = centers!.map((row) => ({ ...row, id: undefined }));
    const of = (organization: string, name: string) => ({
      id: undefined,
      organization_id: organization,
      code: "CC-01",
      name,
      code_folded: "cc-01",
      name_folded: name.toLowerCase(),
    });
    expect(described).toHaveLength(2);
    expect(described).toEqual(expect.arrayContaining([of("org-1", "Officina"), of("org-3", "Altro")]));
  });

  it("refuses rows that cannot be, each with its line, column and reason, and takes the others", async () => {
    const { applied, rejects } = await lines(
      lineRow("ok", "mc-1", 1),
      lineRow("no-contract", "mc-9", 2),
      lineRow("undated", "mc-1", 3, { status: "TERMINATED" }),
      lineRow("dated", "mc-1", 4, { terminated_on: "2025-01-01" }),
      lineRow("backwards", "mc-1", 5, { status: "TERMINATED", terminated_on: "2021-05-09" }),
      lineRow("unfrozen", "mc-1", 6, { status: "FROZEN" }),
      lineRow("thawed", "mc-1", 7, { frozen_on: "2026-01-15" }),
      lineRow("nameless", "mc-1", 8, { cost_center_code: "" }),
      lineRow("same-number", "mc-1", 9, { msisdn: lineRow("x", "mc-1", 1)["msisdn"]! }),
      lineRow("same-iccid", "mc-1", 10, { iccid: lineRow("x", "mc-1", 1)["iccid"]! }),
      lineRow("same-imsi", "mc-1", 11, { imsi: lineRow("x", "mc-1", 1)["imsi"]! }),
      lineRow("bad-number", "mc-1", 12, { msisdn: "335" }),
      lineRow("last", "mc-2", 13),
    );
    expect(applied).toBe(2);
    expect(rejects.map(({ row, column, reason }) => `${row} ${column}: ${reason}`)).toEqual([
      "3 contract_id: names no known mobile contract",
      "4 terminated_on: is required with TERMINATED",
      "5 terminated_on: is only for TERMINATED",
      "6 terminated_on: must not be before activated_on",
      "7 frozen_on: is required with FROZEN",
      "8 frozen_on: is only for FROZEN",
      "9 cost_center_name: needs a cost_center_code",
      "10 msisdn: is another line's that is not TERMINATED",
      "11 iccid: is another line's",
      "12 imsi: is another line's",
      expect.stringMatching(/^13 msisdn: must be an Italian mobile number/),
    ]);
    expect(await count("mobile_line")).toBe(2);
  });

  it("refuses a number or SIM that a line of an earlier file has, and leaves that line alone", async () => {
    await lines(lineRow("a", "mc-1", 1));
    const before = await everything();
    const { rejects } = await lines(
      lineRow("b", "mc-2", 2, { msisdn: lineRow("a", "mc-1", 1)["msisdn"]! }),
      lineRow("c", "mc-2", 3, { iccid: lineRow("a", "mc-1", 1)["iccid"]! }),
    );
    expect(rejects.map(({ row, column }) => `${row} ${column}`)).toEqual(["2 msisdn", "3 iccid"]);
    expect(await everything()).toEqual(before);
  });

  it("passes the number of a line that ends on to another of the same file, in either order", async () => {
    await lines(lineRow("a", "mc-1", 1), lineRow("b", "mc-1", 2));
    const ended = (row: FeedRow) => ({ ...row, status: "TERMINATED", terminated_on: "2026-06-01" });
    const report = await lines(
      lineRow("new-of-a", "mc-1", 11, { msisdn: lineRow("a", "mc-1", 1)["msisdn"]! }),
      ended(lineRow("a", "mc-1", 1)),
      ended(lineRow("b", "mc-1", 2)),
      lineRow("new-of-b", "mc-1", 12, { msisdn: lineRow("b", "mc-1", 2)["msisdn"]! }),
    );
    expect(report).toMatchObject({ applied: 4, rejected: 0 });
    const live = await mobile.database.read.rows("SELECT id, live_msisdn FROM mobile_line ORDER BY id");
    expect(live).toEqual([
      { id: "a", live_msisdn: null },
      { id: "b", live_msisdn: null },
      { id: "new-of-a", live_msisdn: lineRow("a", "mc-1", 1)["msisdn"] },
      { id: "new-of-b", live_msisdn: lineRow("b", "mc-1", 2)["msisdn"] },
    ]);
  });

  it("moves a line to another contract of its company and not to another company's", async () => {
    await lines(lineRow("a", "mc-1", 1));
    expect(await lines(lineRow("a", "mc-2", 1))).toMatchObject({ applied: 1, rejected: 0 });
    expect((await lines(lineRow("a", "mc-3", 1))).rejects).toEqual([
      { row: 2, column: "contract_id", reason: "is a contract of another organization than the line's" },
    ]);
    expect((await everything())["mobile_line"]![0]).toMatchObject({
      contract_id: "mc-2",
      organization_id: "org-1",
    });
  });

  it("moves a contract to another company only while it has no line", async () => {
    await lines(lineRow("a", "mc-1", 1));
    const report = await feed(mobile.database, "mobile-contracts", [
      contractRow("mc-1", "org-9"),
      contractRow("mc-2", "org-9"),
    ]);
    expect(report).toMatchObject({
      applied: 1,
      rejects: [
        { row: 2, column: "organization_id", reason: "must stay the same while the contract has lines" },
      ],
    });
  });

  it("takes newer usage, refuses older and that of no known line", async () => {
    await lines(lineRow("a", "mc-1", 1));
    const usage = (more: FeedRow) => feed(mobile.database, "mobile-usage", [usageRow("a", "2026-06", more)]);
    expect(await usage({ used: "10", as_of: "2026-06-10T00:00:00Z" })).toMatchObject({ applied: 1 });
    expect(await usage({ used: "20", as_of: "2026-06-11T00:00:00Z" })).toMatchObject({ applied: 1 });
    expect((await usage({ used: "5", as_of: "2026-06-09T00:00:00Z" })).rejects).toEqual([
      { row: 2, column: "as_of", reason: "is before that of the figure already there" },
    ]);
    expect((await feed(mobile.database, "mobile-usage", [usageRow("none", "2026-06")])).rejects).toEqual([
      { row: 2, column: "line_id", reason: "names no known mobile line" },
    ]);
    expect((await everything())["usage_bucket"]).toEqual([
      expect.objectContaining({ used: 20, contract_id: "mc-1", organization_id: "org-1" }),
    ]);
  });
});
