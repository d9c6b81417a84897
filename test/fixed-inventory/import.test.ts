import { eachDatabase } from "../kit/databases";
import { personas, plantCompanies } from "./company";
import { caller, feed, lineRow, numberOf, openFixed, siteRow, type FeedRow, type Fixed } from "./kit";

const LINE = `query ($id: ID!) { fixedLine(id: $id) { number status terminatedOn family accessTechnology
  site { id code } billingAccount { id } services { name activatedOn } } }`;
const TERMINATED = { status: "TERMINATED", terminated_on: "2025-11-30" };

eachDatabase("the import of the fixed inventory", ({ open }) => {
  let fixed: Fixed;
  beforeEach(async () => {
    fixed = await openFixed(open);
    await plantCompanies(fixed.database);
  });

  const sites = (...rows: FeedRow[]) => feed(fixed.database, "sites", rows);
  const lines = (...rows: FeedRow[]) => feed(fixed.database, "fixed-lines", rows);
  const shown = async (id: string) => (await fixed.ask(personas.owner, LINE, { id })).data.fixedLine;
  const services = () =>
    fixed.database.read.rows<{ serviceId: string; deactivatedOn: string | null }>(
      "SELECT `service_id` AS `serviceId`, `deactivated_on` AS `deactivatedOn` FROM `fixed_line_service`" +
        " WHERE `line_id` = 'l1' ORDER BY `service_id`",
    );
  const fault = async (row: FeedRow) =>
    (await lines(row)).rejects.map(({ column, reason }) => ({ column, reason }));

  it("changes nothing when the same file comes again", async () => {
    const rows = [lineRow("l1", "s1", "ba-a1", 1), lineRow("l9", "s5", "ba-c1", 9)];
    expect(await lines(...rows)).toMatchObject({ applied: 0, unchanged: 2, rejected: 0 });
    expect(await sites(siteRow("s5", "org-c"))).toMatchObject({ applied: 0, unchanged: 1, rejected: 0 });
  });

  it("takes over what changed of a site and of a line, which may move within its company", async () => {
    const site = siteRow("s2", "org-a", { code: "TO-09", name: "Magazzino", address_street_nr: "1" });
    expect(await sites(site)).toMatchObject({ applied: 1, rejected: 0 });
    const row = lineRow("l1", "s2", "ba-a2", 99, { family: "VOICE_AND_DATA", access_technology: "FTTC" });
    expect(await lines(row)).toMatchObject({ applied: 1, rejected: 0 });
    expect(await shown("l1")).toMatchObject({
      number: numberOf(99),
      family: "VOICE_AND_DATA",
      accessTechnology: "FTTC",
      site: { id: "s2", code: "TO-09" },
      billingAccount: { id: "ba-a2" },
    });
  });

  it("keeps a service that a line no longer has as deactivated, once, and takes it back", async () => {
    const without = lineRow("l1", "s1", "ba-a1", 1, { services: "fs-voice:Linea voce:2021-05-10" });
    expect(await lines(without)).toMatchObject({ applied: 1 });
    const after = [
      { serviceId: "fs-mail", deactivatedOn: "2026-06-15" },
      { serviceId: "fs-voice", deactivatedOn: null },
    ];
    expect(await services()).toEqual(after);
    expect((await shown("l1")).services).toEqual([{ name: "Linea voce", activatedOn: "2021-05-10" }]);
    const nextDay = Date.parse("2026-06-15T22:30:00Z");
    expect(await feed(fixed.database, "fixed-lines", [without], nextDay)).toMatchObject({ unchanged: 1 });
    expect(await services()).toEqual(after);
    expect(await lines(lineRow("l1", "s1", "ba-a1", 1))).toMatchObject({ applied: 1 });
    expect((await services()).map(({ deactivatedOn }) => deactivatedOn)).toEqual([null, null]);
  });

  it("ends with a line the services that the row no longer names", async () => {
    await lines(lineRow("l1", "s1", "ba-a1", 1, { ...TERMINATED, services: "" }));
    expect((await services()).map(({ deactivatedOn }) => deactivatedOn)).toEqual([
      "2025-11-30",
      "2025-11-30",
    ]);
    expect(await shown("l1")).toMatchObject({ status: "TERMINATED", services: [] });
  });

  it("passes a number on within a file, in either order", async () => {
    const given = lineRow("l1", "s1", "ba-a1", 1, TERMINATED);
    const taken = lineRow("new", "s1", "ba-a1", 1);
    expect(await lines(taken, given)).toMatchObject({ applied: 2, rejected: 0 });
    const query = `query ($number: PhoneNumber!) { fixedLine(number: $number) { id } }`;
    const { data } = await fixed.ask(personas.owner, query, { number: numberOf(1) });
    expect(data).toEqual({ fixedLine: { id: "new" } });
  });

  it("names services and billing accounts by their latest names", async () => {
    await lines(
      lineRow("l1", "s1", "ba-a1", 1, {
        billing_account_code: "B-NEW",
        services: "fs-voice:Linea: voce nuova:2021-05-10",
      }),
    );
    const account = await fixed.database.read.row("SELECT code FROM billing_account WHERE id = 'ba-a1'");
    expect(account).toEqual({ code: "B-NEW" });
    const stranger = caller([{ profile: "LEGAL_REP", on: "org-b" }]);
    const { data } = await fixed.ask(stranger, LINE, { id: "l7" });
    expect(data.fixedLine.services).toContainEqual({ name: "Linea: voce nuova", activatedOn: "2021-05-10" });
  });

  it("refuses a line for its own faults only, and says which", async () => {
    const of = (more: FeedRow) => fault(lineRow("new", "s1", "ba-a1", 50, more));
    expect(await of({ site_id: "s-none" })).toEqual([{ column: "site_id", reason: "names no known site" }]);
    expect(await of({ number: numberOf(2) })).toEqual([
      { column: "number", reason: "is another line's that is not TERMINATED" },
    ]);
    expect(await of({ billing_account_id: "ba-b1", billing_account_code: "B-ba-b1" })).toEqual([
      {
        column: "billing_account_id",
        reason: "is a billing account of another organization than the site's",
      },
    ]);
    expect(await of({ billing_account_id: "ba-new", billing_account_code: "B-ba-a2" })).toEqual([
      { column: "billing_account_code", reason: "is another billing account's of the organization" },
    ]);
    expect(await of({ status: "TERMINATED" })).toEqual([
      { column: "terminated_on", reason: "is required with TERMINATED" },
    ]);
    expect(await of({ terminated_on: "2025-11-30" })).toEqual([
      { column: "terminated_on", reason: "is only for TERMINATED" },
    ]);
    expect(await of({ ...TERMINATED, terminated_on: "2021-05-09" })).toEqual([
      { column: "terminated_on", reason: "must not be before activated_on" },
    ]);
    expect(await shown("new")).toBeNull();
  });

  it("refuses services that are written wrongly, named twice, or lie outside the life of the line", async () => {
    const of = async (services: string, more: FeedRow = {}) =>
      (await fault(lineRow("new", "s1", "ba-a1", 50, { services, ...more }))).map(({ reason }) => reason);
    expect(await of("fs-voice")).toEqual(["element 1 must be written id:name:activated_on"]);
    expect(await of("fs-voice:Voce:2021-02-29")).toEqual([
      "element 1 activated_on is not a day of the calendar",
    ]);
    expect(await of("fs-voice:Voce:2021-05-10|fs-voice:Voce:2022-05-10")).toEqual(["names a service twice"]);
    expect(await of("fs-voice:Voce:2021-05-09")).toEqual([
      "must not be active before the line's activated_on",
    ]);
    expect(await of("fs-voice:Voce:2025-12-01", TERMINATED)).toEqual([
      "must not be activated after the line's terminated_on",
    ]);
  });

  it("lets neither a line nor a site with lines change its company, and no line jump to another's site", async () => {
    expect(await fault(lineRow("l1", "s4", "ba-b1", 1))).toEqual([
      { column: "site_id", reason: "is a site of another organization than the line's" },
    ]);
    const moved = await sites(siteRow("s1", "org-b"), siteRow("s3", "org-b"));
    expect(moved).toMatchObject({
      applied: 1,
      rejects: [{ column: "organization_id", reason: "must stay the same while the site has lines" }],
    });
  });

  it("refuses a site whose code another of its company has, and an Italian address that cannot be", async () => {
    const taken = await sites(
      siteRow("new", "org-a", { code: "TO-02" }),
      siteRow("newer", "org-c", { code: "TO-02" }),
    );
    expect(taken).toMatchObject({
      applied: 1,
      rejects: [{ column: "code", reason: "is another site's of the organization" }],
    });
    const passedOn = await sites(
      siteRow("s2", "org-a", { code: "TO-08" }),
      siteRow("new", "org-a", { code: "TO-02" }),
    );
    expect(passedOn).toMatchObject({ applied: 2, rejected: 0 });
    const wrong = await sites(
      siteRow("n1", "org-a", { address_postcode: "1013" }),
      siteRow("n2", "org-a", { address_state_or_province: "Torino" }),
      siteRow("n3", "org-a", { address_postcode: "EC1A 1BB", address_country: "GB" }),
    );
    expect(wrong.rejects.map(({ column }) => column)).toEqual([
      "address_postcode",
      "address_state_or_province",
    ]);
  });

  it("gives a billing account new in a file to the company of its first row", async () => {
    const report = await lines(
      lineRow("n1", "s1", "ba-new", 51),
      lineRow("n2", "s4", "ba-new", 52),
      lineRow("n3", "s2", "ba-new", 53),
    );
    expect(report).toMatchObject({ applied: 2, rejects: [{ column: "billing_account_id" }] });
    expect((await shown("n3")).billingAccount).toEqual({ id: "ba-new" });
  });
});
