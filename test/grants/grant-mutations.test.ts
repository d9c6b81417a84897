import { signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { GRANT_PROFILE, REVOKE_PROFILE } from "./mutations";
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
