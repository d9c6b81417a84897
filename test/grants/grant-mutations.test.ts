import { signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  APPOINT_FIXED_MASTER,
  APPOINT_MOBILE_MASTER,
  ASSIGN_LINE_USER,
  GRANT_PROFILE,
  REVOKE_PROFILE,
} from "./mutations";
import { lineOf } from "../registration/kit";
import { lastMessages } from "./told";

const CONTRACT = { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" };
const HOUR = 3_600_000;
const refusal = (code: string, field: string[]) => ({
  grant: null,
  ended: null,
  userErrors: [{ code, message: expect.any(String), field }],
});
const CONTRACT_LINES = `{ mobileContract(id: "mc-aurora-1") { lines(first: 1) { totalCount coverage { kind } } } }`;

eachWorld("grants through the gateway", (world) => {
  const additional = (userId: string, services: string[] | undefined, more: object = {}) => ({
    input: { userId, grant: { profile: "MOBILE_ADDITIONAL", services, scope: CONTRACT, ...more } },
  });

  it("open what they name from the next request on, and nothing else; revoking closes it on the next", async () => {
    const [legal, employee] = [await world.as("legal.aurora"), await world.as("employee.aurora")];
    expect(await employee.read(CONTRACT_LINES)).toEqual({ mobileContract: null });

    const { grantProfile } = await legal.read(
      GRANT_PROFILE,
      additional("user-employee-aurora", ["USAGE", "INVENTORY", "USAGE"]),
    );
    expect(grantProfile).toEqual({
      grant: {
        id: expect.any(String),
        profile: "MOBILE_ADDITIONAL",
        services: ["INVENTORY", "USAGE"],
        scope: { ...CONTRACT, label: expect.any(String) },
        validFrom: "2026-06-15T10:00:00.000Z",
        validUntil: null,
        user: { id: "user-employee-aurora" },
        grantedBy: { id: "user-legal-aurora" },
      },
      ended: [],
      userErrors: [],
    });
    expect(await employee.read(CONTRACT_LINES)).toEqual({
      mobileContract: { lines: { totalCount: 1200, coverage: { kind: "ALL" } } },
    });
    const PUK = `{ mobileLine(id: "ml-aurora-1-00007") { costCenter { code } sim { puk } } }`;
    expect((await employee.ask(PUK)).refused).toEqual({ "mobileLine.sim.puk": "FORBIDDEN" });

    const revoked = await legal.read(REVOKE_PROFILE, { grantId: grantProfile.grant.id });
    expect(revoked.revokeProfile).toMatchObject({
      grant: { id: grantProfile.grant.id },
      ended: [{ id: grantProfile.grant.id }],
      userErrors: [],
    });
    expect(await employee.read(CONTRACT_LINES)).toEqual({ mobileContract: null });
    const again = await legal.ask(REVOKE_PROFILE, { grantId: grantProfile.grant.id });
    expect(again.data).toEqual({ revokeProfile: null });
    expect(again.refused).toEqual({ revokeProfile: "NOT_FOUND" });
    expect((await lastMessages(world, 2)).map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: "teresa.olivero@aurora-meccanica.example", subject: "Nuova abilitazione: Referente Aggiuntivo" },
      {
        to: "teresa.olivero@aurora-meccanica.example",
        subject: "Abilitazione terminata: Referente Aggiuntivo",
      },
    ]);
  });

  it("are narrowed and widened under the same id, and each change is told", async () => {
    const [legal, person] = [await world.as("legal.aurora"), await world.as("additional.aurora")];
    const IMSI = `{ mobileLine(id: "ml-aurora-1-00007") { costCenter { code } sim { imsi } } }`;
    const [before] = (await person.read("{ viewer { grants { id services } } }")).viewer.grants;
    const change = async (...services: string[]) =>
      (await legal.read(GRANT_PROFILE, additional("user-additional-aurora", services))).grantProfile.grant;

    expect(await change("SIM_OPERATIONS")).toMatchObject({
      id: before.id,
      services: ["SIM_OPERATIONS"],
      validFrom: "2024-06-15T00:00:00.000Z",
    });
    expect((await person.ask(IMSI)).refused).toEqual({ "mobileLine.costCenter": "FORBIDDEN" });
    expect(await change("INVENTORY", "SIM_OPERATIONS")).toMatchObject({ id: before.id });
    expect((await person.ask(IMSI)).refused).toEqual({});
    expect(await change("INVENTORY", "USAGE")).toMatchObject({ id: before.id, services: before.services });
    const [told] = await lastMessages(world, 1);
    expect(told).toMatchObject({
      subject: "Abilitazione modificata: Referente Aggiuntivo",
      text: expect.stringContaining("Servizi: consistenze, consumi"),
    });
  });

  it("stand in for an absence: from its first instant to its last, the end excluded", async () => {
    const now = world.clock.now;
    const [legal, employee] = [await world.as("legal.aurora"), await signIn(world.url, "former.aurora")];
    try {
      const validFrom = new Date(now + HOUR / 12).toISOString();
      const validUntil = new Date(now + HOUR / 6).toISOString();
      const given = await legal.read(
        GRANT_PROFILE,
        additional("user-former-aurora", ["INVENTORY"], { validFrom, validUntil }),
      );
      expect(given.grantProfile.grant).toMatchObject({ validFrom, validUntil });
      const reaches = async (at: number) => {
        world.clock.now = at;
        return (await employee.read(CONTRACT_LINES)).mobileContract !== null;
      };
      expect([
        await reaches(Date.parse(validFrom) - 1),
        await reaches(Date.parse(validFrom)),
        await reaches(Date.parse(validUntil) - 1),
        await reaches(Date.parse(validUntil)),
      ]).toEqual([false, true, true, false]);
    } finally {
      world.clock.now = now;
    }
  });

  it("may be revoked before they begin", async () => {
    const legal = await world.as("legal.aurora");
    const validFrom = new Date(world.clock.now + 24 * HOUR).toISOString();
    const { grantProfile } = await legal.read(
      GRANT_PROFILE,
      additional("user-owner-aurora", ["USAGE"], { validFrom }),
    );
    const { revokeProfile } = await legal.read(REVOKE_PROFILE, { grantId: grantProfile.grant.id });
    expect(revokeProfile.ended).toMatchObject([{ id: grantProfile.grant.id }]);
  });

  it.each([
    ["LEGAL_REP", { kind: "ORGANIZATION", id: "org-aurora" }],
    ["FIXED_OWNER", { kind: "ORGANIZATION", id: "org-aurora" }],
  ])("of %s come from the operator only", async (profile, scope) => {
    const legal = await world.as("legal.aurora");
    const grant = { profile, scope };
    const answer = await legal.ask(GRANT_PROFILE, { input: { userId: "user-employee-aurora", grant } });
    expect(answer.data).toEqual({ grantProfile: null });
    expect(answer.errors).toMatchObject([
      {
        message: `${profile} comes from the operator only: nobody within a company gives it`,
        path: ["grantProfile"],
        extensions: { code: "FORBIDDEN", grantableBy: [] },
      },
    ]);
  });

  it.each<[string, string, object, string]>([
    [
      "on a holding that the representative reaches",
      "legal.aurora",
      { kind: "HOLDING", id: "hold-levante" },
      "FORBIDDEN",
    ],
    [
      "on another company's contract",
      "legal.aurora",
      { kind: "MOBILE_CONTRACT", id: "mc-cometa-1" },
      "NOT_FOUND",
    ],
    [
      "on a contract that does not exist",
      "legal.aurora",
      { kind: "MOBILE_CONTRACT", id: "nothing" },
      "NOT_FOUND",
    ],
    [
      "on their own contract by its master, whose it is not to register employees",
      "master.aurora",
      CONTRACT,
      "FORBIDDEN",
    ],
    ["on a contract by somebody who reads it", "additional.aurora", CONTRACT, "FORBIDDEN"],
    ["on a contract by the group's referent", "holding.levante", CONTRACT, "FORBIDDEN"],
    ["by somebody without any grant", "employee.aurora", CONTRACT, "FORBIDDEN"],
  ])("are not given %s", async (_title, username, scope, code) => {
    const person = await world.as(username);
    const grant = { profile: "MOBILE_ADDITIONAL", services: ["USAGE"], scope };
    const answer = await person.ask(GRANT_PROFILE, { input: { userId: "user-employee-aurora", grant } });
    expect(answer.data).toEqual({ grantProfile: null });
    expect(answer.refused).toEqual({ grantProfile: code });
  });

  it("are not given by strangers", async () => {
    const answer = await world.anonymous.ask(GRANT_PROFILE, additional("user-employee-aurora", ["USAGE"]));
    expect(answer.refused).toEqual({ grantProfile: "UNAUTHENTICATED" });
  });

  it.each<[string, object, object]>([
    [
      "somebody of another company, as somebody who does not exist",
      additional("user-legal-cometa", ["USAGE"]),
      refusal("NOT_FOUND", ["input", "userId"]),
    ],
    [
      "somebody who does not exist",
      additional("nobody", ["USAGE"]),
      refusal("NOT_FOUND", ["input", "userId"]),
    ],
    [
      "an additional referent of nothing",
      additional("user-employee-aurora", []),
      refusal("BAD_USER_INPUT", ["input", "grant", "services"]),
    ],
    [
      "a profile on the wrong kind of scope",
      additional("user-employee-aurora", undefined, { profile: "END_USER" }),
      refusal("BAD_USER_INPUT", ["input", "grant", "scope"]),
    ],
    [
      "an end in the past",
      additional("user-employee-aurora", ["USAGE"], { validUntil: "2026-06-15T10:00:00Z" }),
      refusal("BAD_USER_INPUT", ["input", "grant", "validUntil"]),
    ],
    [
      "an end before the beginning",
      additional("user-employee-aurora", ["USAGE"], {
        validFrom: "2026-08-02T00:00:00Z",
        validUntil: "2026-08-01T00:00:00Z",
      }),
      refusal("BAD_USER_INPUT", ["input", "grant", "validUntil"]),
    ],
  ])("name what is wrong with %s", async (_title, variables, payload) => {
    const legal = await world.as("legal.aurora");
    const answer = await legal.read(GRANT_PROFILE, variables as Record<string, unknown>);
    expect(answer).toEqual({ grantProfile: payload });
  });

  it("lie on a billing account too (R20), whose owner says where it lies", async () => {
    const [legal, employee] = [await world.as("legal.aurora"), await world.as("employee.aurora")];
    const LINES = `{ organization(id: "org-aurora") { fixedLines(first: 1) { totalCount } } }`;
    expect(await employee.read(LINES)).toEqual({ organization: { fixedLines: { totalCount: 0 } } });
    const grant = { profile: "FIXED_STANDARD", scope: { kind: "BILLING_ACCOUNT", id: "ba-aurora-2" } };
    const { grantProfile } = await legal.read(GRANT_PROFILE, {
      input: { userId: "user-employee-aurora", grant },
    });
    expect(grantProfile).toMatchObject({ grant: { profile: "FIXED_STANDARD" }, userErrors: [] });
    expect((await employee.read(LINES)).organization.fixedLines.totalCount).toBeGreaterThan(0);
    await legal.read(REVOKE_PROFILE, { grantId: grantProfile.grant.id });
  });

  it("never leave the company without its legal representative", async () => {
    const legal = await world.as("legal.aurora");
    const grants = (await legal.read("{ viewer { grants { id profile } } }")).viewer.grants;
    const { id } = grants.find(({ profile }: { profile: string }) => profile === "LEGAL_REP");
    expect(await legal.read(REVOKE_PROFILE, { grantId: id })).toEqual({
      revokeProfile: refusal("CONFLICT", ["grantId"]),
    });
    expect(
      await legal.read(`{ organization(id: "org-aurora") { users(first: 1) { totalCount } } }`),
    ).toBeTruthy();
  });

  it("of the fixed owner the legal representative may end; the owner ends nothing", async () => {
    const [legal, owner] = [await world.as("legal.aurora"), await world.as("owner.aurora")];
    const [own] = (await owner.read("{ viewer { grants { id profile } } }")).viewer.grants;
    expect((await owner.ask(REVOKE_PROFILE, { grantId: own.id })).refused).toEqual({
      revokeProfile: "FORBIDDEN",
    });
    const [line] = (await legal.read("{ viewer { grants { id profile } } }")).viewer.grants.filter(
      ({ profile }: { profile: string }) => profile === "END_USER",
    );
    expect((await legal.ask(REVOKE_PROFILE, { grantId: line.id })).refused).toEqual({
      revokeProfile: "FORBIDDEN",
    });
    const cometa = await world.as("legal.cometa");
    expect((await cometa.ask(REVOKE_PROFILE, { grantId: own.id })).refused).toEqual({
      revokeProfile: "NOT_FOUND",
    });
  });
});

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
      grant: { profile: "MOBILE_MASTER", scope: CONTRACT, user: { id: "user-employee-aurora" } },
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
