import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase } from "../kit/databases";
import { FEED } from "./feed";
import { NOON, startIdentity, startOver, TABLES, type Identity } from "./kit";

const GRANTS = FEED.grants.split("\n")[0]!;
const USERS = FEED.users.split("\n")[0]!;

eachDatabase("identity's feed", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startIdentity(databases);
  });
  beforeEach(async () => {
    await startOver(system);
  });

  async function everything(): Promise<object[][]> {
    const tables = [];
    for (const table of TABLES)
      tables.push(await system.database.read.rows(`SELECT * FROM \`${table}\` ORDER BY 1, 2`));
    return tables;
  }
  const grants = (...rows: string[]) => system.import("grants", [GRANTS, ...rows].join("\n"));
  const users = (...rows: string[]) => system.import("users", [USERS, ...rows].join("\n"));
  const one = (sql: string) => system.database.read.row(sql);

  it("leaves the same rows when it comes again, and counts them as unchanged", async () => {
    const before = await everything();
    const counts = [];
    for (const [kind, csv] of Object.entries(FEED)) {
      const { read, applied, unchanged, rejected } = await system.import(kind, csv);
      counts.push([kind, read, applied, unchanged, rejected]);
    }
    expect(counts).toEqual([
      ["holdings", 2, 0, 2, 0],
      ["organizations", 3, 0, 3, 0],
      ["users", 8, 0, 8, 0],
      ["grants", 11, 0, 11, 0],
    ]);
    expect(await everything()).toEqual(before);
  });

  it("leaves the same rows whatever the size of a batch", async () => {
    const before = await everything();
    await startOver(system, "empty");
    for (const [kind, csv] of Object.entries(FEED)) await system.import(kind, csv, 1);
    expect(await everything()).toEqual(before);
  });

  it("invites new people, and touches neither password nor status of those who have one", async () => {
    await setPassword(system.database, "user-legal", "Area-Clienti-2026!");
    const report = await users(
      "user-legal,legal.aurora,Elena Ferraris Neri,elena@aurora.example,,,org-aurora|org-cometa",
      "user-new,New.Person,New Person,new@aurora.example,,RSSMRA80A01F205X,org-aurora",
    );
    expect(report).toMatchObject({ applied: 2, rejects: [] });
    const people =
      "SELECT `display_name` AS `name`, `status`, `password_hash` IS NULL AS `open` FROM `user_account`";
    const registered =
      "SELECT `organization_id` AS `id`, `status`, `sort_name` AS `name` FROM `organization_membership`";
    expect(await one(`${people} WHERE \`id\` = 'user-legal'`)).toEqual({
      name: "Elena Ferraris Neri",
      status: "ACTIVE",
      open: 0,
    });
    expect(await one(`${people} WHERE \`id\` = 'user-new'`)).toEqual({
      name: "New Person",
      status: "INVITED",
      open: 1,
    });
    const name = "elena ferraris neri";
    expect(
      await system.database.read.rows(`${registered} WHERE \`user_id\` = 'user-legal' ORDER BY 1`),
    ).toEqual([
      { id: "org-aurora", status: "ACTIVE", name },
      { id: "org-cometa", status: "ACTIVE", name },
    ]);
    expect(await one(`${registered} WHERE \`user_id\` = 'user-new'`)).toEqual({
      id: "org-aurora",
      status: "INVITED",
      name: "new person",
    });
  });

  it("refuses a row alone, with its column and reason", async () => {
    const organization = FEED.organizations.split("\n");
    const organizations = [
      organization[0],
      organization[1]!.replace("hold-levante", "hold-nowhere"),
      organization[2]!.replace("10135", "1013"),
      organization[3]!.replace("00488410010", "00488410011"),
    ].join("\n");
    expect((await system.import("organizations", organizations)).rejects).toEqual([
      { row: 2, column: "holding_id", reason: "names no holding that is there" },
      { row: 3, column: "registered_office_postcode", reason: "must have 5 digits in Italy" },
      { row: 4, column: "vat_number", reason: expect.stringContaining("check digit") as string },
    ]);
    const report = await users(
      "user-x,LEGAL.aurora,X,x@aurora.example,,,",
      "user-y,y,Y,y@aurora.example,,,org-aurora|org-nowhere",
      "user-z,z,Z,z@aurora.example,,,",
      "user-zz,Z,Z,z@aurora.example,,,",
    );
    expect(report).toMatchObject({ read: 4, applied: 1, rejected: 3 });
    expect(report.rejects).toEqual([
      { row: 2, column: "username", reason: "is another user's" },
      { row: 3, column: "organization_ids", reason: "names an organization that is not there" },
      { row: 5, column: "username", reason: "is another user's" },
    ]);
  });

  it("refuses a grant whose columns contradict each other, or name what is not there", async () => {
    const times = "2026-01-01T00:00:00Z,";
    const { rejects } = await grants(
      `g1,user-legal,LEGAL_REP,,HOLDING,hold-levante,,,${times}`,
      `g2,user-legal,MOBILE_ADDITIONAL,,MOBILE_CONTRACT,mc-1,org-aurora,,${times}`,
      `g3,user-legal,MOBILE_MASTER,USAGE,MOBILE_CONTRACT,mc-1,org-aurora,,${times}`,
      `g4,user-legal,MOBILE_MASTER,,MOBILE_CONTRACT,mc-1,,,${times}`,
      `g5,user-legal,END_USER,,MOBILE_LINE,ml-1,org-aurora,,${times}`,
      `g6,user-legal,LEGAL_REP,,ORGANIZATION,org-aurora,org-borea,,${times}`,
      `g7,user-legal,MOBILE_MASTER,,MOBILE_CONTRACT,mc-1,org-aurora,mc-2,${times}`,
      `g8,user-legal,HOLDING_REFERENT,,HOLDING,hold-levante,org-aurora,,${times}`,
      `g9,user-legal,FIXED_STANDARD,,BILLING_ACCOUNT,ba-1,org-aurora,mc-1,${times}`,
      `g10,user-legal,LEGAL_REP,,ORGANIZATION,org-aurora,,,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z`,
      `g11,user-nobody,LEGAL_REP,,ORGANIZATION,org-aurora,,,${times}`,
      `g12,user-legal,LEGAL_REP,,ORGANIZATION,org-nowhere,,,${times}`,
      `g13,user-legal,FIXED_STANDARD,,BILLING_ACCOUNT,ba-1,org-nowhere,,${times}`,
      `g14,user-legal,HOLDING_REFERENT,,HOLDING,hold-nowhere,,,${times}`,
    );
    expect(rejects.map(({ column, reason }) => `${column} ${reason}`)).toEqual([
      "scope_kind must be ORGANIZATION for LEGAL_REP",
      "services is required for MOBILE_ADDITIONAL",
      "services is for MOBILE_ADDITIONAL only",
      "organization_id is required for MOBILE_CONTRACT",
      "contract_id is required for MOBILE_LINE",
      "organization_id must be empty or the scope_id for ORGANIZATION",
      "contract_id must be empty or the scope_id for MOBILE_CONTRACT",
      "organization_id must be empty for HOLDING",
      "contract_id must be empty for BILLING_ACCOUNT",
      "valid_until must be after valid_from",
      "user_id names no user that is there",
      "scope_id names no organization that is there",
      "organization_id names no organization that is there",
      "scope_id names no holding that is there",
    ]);
  });

  const SECOND =
    "grant-second,user-employee,MOBILE_MASTER,,MOBILE_CONTRACT,mc-aurora-1,org-aurora,,2026-01-01T00:00:00Z,";
  const FIRST =
    "grant-master,user-master,MOBILE_MASTER,,MOBILE_CONTRACT,mc-aurora-1,org-aurora,,2024-06-15T00:00:00Z,";
  const holder = () =>
    one("SELECT `id` FROM `profile_grant` WHERE `exclusive_key` = 'MOBILE_MASTER mc-aurora-1'");

  it("refuses a second master while the first is in force, and takes them once the first has ended", async () => {
    const taken = "has another holder of this profile already: end that grant first";
    expect((await grants(SECOND)).rejects).toEqual([{ row: 2, column: "scope_id", reason: taken }]);
    expect(await holder()).toEqual({ id: "grant-master" });
    // The order within the file counts: the first ends, then the second begins.
    expect(await grants(`${FIRST}2026-06-15T12:00:00Z`, SECOND)).toMatchObject({ applied: 2, rejects: [] });
    expect(await holder()).toEqual({ id: "grant-second" });
  });

  it("frees the place of a master whose time has run out since", async () => {
    expect(await grants(`${FIRST}2026-06-16T00:00:00Z`)).toMatchObject({ applied: 1 });
    expect(await grants(SECOND)).toMatchObject({ rejected: 1 });
    system.clock.now = NOON + 86_400_000;
    expect(await grants(SECOND)).toMatchObject({ applied: 1, rejects: [] });
    expect(await holder()).toEqual({ id: "grant-second" });
  });

  it("narrows the services of a grant", async () => {
    const row = FEED.grants.split("\n").find((line) => line.startsWith("grant-additional"))!;
    expect(await grants(row.replace("USAGE|INVENTORY", "INVOICES"))).toMatchObject({ applied: 1 });
    const services = "SELECT `service` FROM `profile_grant_service` WHERE `grant_id` = 'grant-additional'";
    expect(await system.database.read.rows(services)).toEqual([{ service: "INVOICES" }]);
  });

  it("does not bring back a grant that was revoked", async () => {
    await system.database.write((transaction) =>
      transaction.execute(
        "UPDATE `profile_grant` SET `revoked_at` = ?, `exclusive_key` = NULL WHERE `id` = 'grant-master'",
        [NOON],
      ),
    );
    expect(await grants(FIRST)).toMatchObject({ applied: 0, unchanged: 1 });
    expect(await one("SELECT `revoked_at` AS `at` FROM `profile_grant` WHERE `id` = 'grant-master'")).toEqual(
      { at: NOON },
    );
    expect(await grants(SECOND)).toMatchObject({ applied: 1 });
  });
});
