import { signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { lineOf } from "../registration/kit";
import { APPOINT_FIXED_MASTER, APPOINT_MOBILE_MASTER, ASSIGN_LINE_USER, GRANT_PROFILE } from "./mutations";
import { lastMessages } from "./told";

eachWorld("appointments through the gateway", (world) => {
  const MASTER = `{ mobileContract(id: "mc-aurora-1") { master { id } } }`;

  it("replace the mobile master in one step (R11), who is told", async () => {
    const legal = await world.as("legal.aurora");
    const former = await signIn(world.url, "master.aurora");
    const IMSI = `{ mobileLine(id: "ml-aurora-1-00007") { sim { imsi } } }`;
    expect(await legal.read(MASTER)).toEqual({ mobileContract: { master: { id: "user-master-aurora" } } });
    expect((await former.read(IMSI)).mobileLine.sim.imsi).toEqual(expect.any(String));
    const { appointMobileMaster } = await legal.read(APPOINT_MOBILE_MASTER, {
      contractId: "mc-aurora-1",
      userId: "user-employee-aurora",
    });
    expect(appointMobileMaster).toMatchObject({
      grant: {
        profile: "MOBILE_MASTER",
        scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
        user: { id: "user-employee-aurora" },
      },
      ended: [{ profile: "MOBILE_MASTER", user: { id: "user-master-aurora" } }],
      userErrors: [],
    });
    expect(await legal.read(MASTER)).toEqual({ mobileContract: { master: { id: "user-employee-aurora" } } });
    expect(await former.read(IMSI)).toEqual({ mobileLine: null });
    const master = await world.as("employee.aurora");
    expect((await master.read(IMSI)).mobileLine.sim.imsi).toEqual(expect.any(String));
    expect((await lastMessages(world, 2)).map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: "teresa.olivero@aurora-meccanica.example", subject: "Nuova abilitazione: Referente Master" },
      { to: "giorgio.bertone@aurora-meccanica.example", subject: "Abilitazione terminata: Referente Master" },
    ]);
  });

  it("of the master who is master already change nothing", async () => {
    const legal = await world.as("legal.aurora");
    const appoint = () =>
      legal.read(APPOINT_MOBILE_MASTER, { contractId: "mc-aurora-2", userId: "user-master-two" });
    const [first, second] = [await appoint(), await appoint()];
    expect(second).toEqual(first);
    expect(second.appointMobileMaster.ended).toEqual([]);
  });

  it("of the mobile master are the legal representative's alone", async () => {
    const variables = { contractId: "mc-aurora-2", userId: "user-employee-aurora" };
    for (const [username, code] of [
      ["master.two", "FORBIDDEN"],
      ["invoices.aurora", "FORBIDDEN"],
      ["holding.levante", "FORBIDDEN"],
      ["owner.aurora", "FORBIDDEN"],
      ["legal.cometa", "NOT_FOUND"],
    ] as const) {
      const answer = await (await world.as(username)).ask(APPOINT_MOBILE_MASTER, variables);
      expect([username, answer.refused]).toEqual([username, { appointMobileMaster: code }]);
    }
  });

  it("of the fixed master are the owner's and the legal representative's (R17, R19)", async () => {
    const appoint = async (username: string, userId: string) =>
      (await world.as(username)).ask(APPOINT_FIXED_MASTER, { organizationId: "org-aurora", userId });
    const byOwner = await appoint("owner.aurora", "user-standard-aurora");
    expect(byOwner.data.appointFixedMaster).toMatchObject({
      grant: { profile: "FIXED_MASTER", user: { id: "user-standard-aurora" } },
      ended: [{ user: { id: "user-fixedmaster-aurora" } }],
      userErrors: [],
    });
    const byLegal = await appoint("legal.aurora", "user-fixedmaster-aurora");
    expect(byLegal.data.appointFixedMaster.ended).toMatchObject([{ user: { id: "user-standard-aurora" } }]);
    expect((await appoint("fixedmaster.aurora", "user-employee-aurora")).refused).toEqual({
      appointFixedMaster: "FORBIDDEN",
    });
    expect((await appoint("legal.cometa", "user-employee-aurora")).refused).toEqual({
      appointFixedMaster: "NOT_FOUND",
    });
    expect(
      (await appoint("owner.aurora", "user-legal-cometa")).data.appointFixedMaster.userErrors,
    ).toMatchObject([{ code: "NOT_FOUND", field: ["userId"] }]);
  });

  it("of a line's user (R14) are the master's; the user before sees the line no more", async () => {
    const [master, before] = [await world.as("master.two"), await world.as("employee.aurora")];
    const lineId = "ml-aurora-2-00003";
    const USER = `{ mobileLine(id: "${lineId}") { user { id } } }`;
    const assign = (userId: string | null) => master.read(ASSIGN_LINE_USER, { lineId, userId });
    expect((await assign("user-employee-aurora")).assignLineUser).toEqual({
      line: { id: lineId, user: { id: "user-employee-aurora" } },
      grant: { profile: "END_USER", scope: { id: lineId }, user: { id: "user-employee-aurora" } },
      userErrors: [],
    });
    expect(await before.read(USER)).toEqual({ mobileLine: { user: { id: "user-employee-aurora" } } });
    expect((await assign("user-enduser-aurora")).assignLineUser.line.user).toEqual({
      id: "user-enduser-aurora",
    });
    expect(await before.read(USER)).toEqual({ mobileLine: null });
    expect((await assign(null)).assignLineUser).toEqual({
      line: { id: lineId, user: null },
      grant: null,
      userErrors: [],
    });
    expect((await assign("user-legal-cometa")).assignLineUser.userErrors).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    const reader = await world.as("enduser.aurora");
    const own = { lineId: "ml-aurora-1-00007", userId: null };
    expect((await reader.ask(ASSIGN_LINE_USER, own)).refused).toEqual({ assignLineUser: "FORBIDDEN" });
  });

  it("of a line's user are refused on a terminated line and on a machine's, whichever mutation gives them", async () => {
    const legal = await world.as("legal.aurora");
    const refused = (field: string[], message: RegExp) => [
      { code: "BAD_USER_INPUT", message: expect.stringMatching(message), field },
    ];
    const userId = "user-employee-aurora";
    for (const [line, message] of [
      [lineOf("org-aurora", 0, { status: "TERMINATED" }), /is terminated/],
      [lineOf("org-aurora", 0, { simKind: "M2M" }), /M2M/],
    ] as const) {
      const { assignLineUser } = await legal.read(ASSIGN_LINE_USER, { lineId: line.id, userId });
      expect(assignLineUser).toEqual({ line: null, grant: null, userErrors: refused(["lineId"], message) });
      const scope = { kind: "MOBILE_LINE", id: line.id };
      const input = { userId, grant: { profile: "END_USER", scope } };
      const { grantProfile } = await legal.read(GRANT_PROFILE, { input });
      expect(grantProfile.userErrors).toEqual(refused(["input", "grant", "scope"], message));
      expect(grantProfile.grant).toBeNull();
      // Without a user they stay: that can be said of any line.
      const none = await legal.read(ASSIGN_LINE_USER, { lineId: line.id, userId: null });
      expect(none.assignLineUser.userErrors).toEqual([]);
    }
    const frozen = lineOf("org-aurora", 0, { status: "FROZEN" });
    const given = await legal.read(ASSIGN_LINE_USER, { lineId: frozen.id, userId });
    expect(given.assignLineUser).toMatchObject({ grant: { profile: "END_USER" }, userErrors: [] });
    await legal.read(ASSIGN_LINE_USER, { lineId: frozen.id, userId: null });
  });

  it("and grants stand in the company's trail with the grant by which they were allowed", async () => {
    const legal = await world.as("legal.aurora");
    const { organization } = await legal.read(`{ organization(id: "org-aurora") {
      auditLog(filter: { action: "Mutation.appointMobileMaster" }, first: 10) {
        edges { node { actor { id } outcome target { type label } } }
      }
    } }`);
    expect(organization.auditLog.edges.slice(-2)).toEqual([
      {
        node: {
          actor: { id: "user-legal-aurora" },
          outcome: "ALLOWED",
          target: {
            type: "ProfileGrant",
            label: "given: MOBILE_MASTER of user-employee-aurora on MOBILE_CONTRACT mc-aurora-1",
          },
        },
      },
      {
        node: {
          actor: { id: "user-legal-aurora" },
          outcome: "ALLOWED",
          target: {
            type: "ProfileGrant",
            label: "ended: MOBILE_MASTER of user-master-aurora on MOBILE_CONTRACT mc-aurora-1",
          },
        },
      },
    ]);
    const rows = await world.system.subgraphs
      .databaseOf("identity")
      .read.rows<{ grantId: string }>(
        "SELECT DISTINCT `grant_id` AS `grantId` FROM `audit_event` WHERE `action` = 'Mutation.appointMobileMaster'",
      );
    expect(rows.map(({ grantId }) => grantId)).toEqual(["grant-legal-aurora-org-aurora"]);
  });
});
