import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  accept,
  employee,
  invitationFor,
  NO_INVITATION,
  REGISTER_EMPLOYEE,
  registerEmployee,
} from "./employee-kit";
import { countOf, forgetThrottles, lineOf, PASSWORD, type Payload } from "./kit";

eachWorld("employees whom the legal representative registers", (world) => {
  let legal: Persona;
  beforeEach(async () => {
    await forgetThrottles(world);
    legal = await signIn(world.url, "legal.aurora");
  });

  it("choose their password by link and SMS, and hold from then on what they were registered with", async () => {
    const line = lineOf("org-aurora", 40);
    const input = employee({
      grants: [
        { profile: "END_USER", scope: { kind: "MOBILE_LINE", id: line.id } },
        {
          profile: "MOBILE_ADDITIONAL",
          services: ["INVENTORY"],
          scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-2" },
        },
      ],
    });
    const { user, userErrors } = await registerEmployee(legal, input);
    expect(userErrors).toEqual([]);
    expect(user).toEqual({ id: user.id, username: input.username, status: "INVITED" });
    const { token, code } = await invitationFor(world, input);
    const payload = await accept(world, token, code);
    expect(payload).toMatchObject({
      viewer: { user: { username: input.username, status: "ACTIVE" } },
      userErrors: [],
    });
    const person = new Persona(world.url, payload.accessToken);
    const { data } = await person.ask(
      `query ($id: ID!) {
        mobileLine(id: $id) { msisdn }
        mobileContract(id: "mc-aurora-2") { id }
        organization(id: "org-aurora") { legalName }
      }`,
      { id: line.id },
    );
    expect(data).toMatchObject({
      mobileLine: { msisdn: line.msisdn },
      mobileContract: { id: "mc-aurora-2" },
      organization: { legalName: "Aurora Meccanica S.p.A." },
    });
    await signIn(world.url, input.username, PASSWORD);
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
  });

  it("are registered by their own company's legal representative and by nobody else", async () => {
    const before = [await countOf(world, "user_account"), await countOf(world, "outbox_message")];
    const answers: Record<string, unknown> = {};
    const names = [
      "legal.cometa",
      "master.aurora",
      "owner.aurora",
      "enduser.aurora",
      "employee.aurora",
      "holding.levante",
    ];
    for (const name of names) {
      const person = await signIn(world.url, name);
      answers[name] = (await person.ask(REGISTER_EMPLOYEE, { input: employee() })).refused;
    }
    expect(answers).toEqual({
      "legal.cometa": { registerEmployee: "NOT_FOUND" },
      ...Object.fromEntries(names.slice(1).map((name) => [name, { registerEmployee: "FORBIDDEN" }])),
    });
    const stranger = await world.anonymous.ask(REGISTER_EMPLOYEE, { input: employee() });
    expect(stranger.refused).toEqual({ registerEmployee: "UNAUTHENTICATED" });
    expect([await countOf(world, "user_account"), await countOf(world, "outbox_message")]).toEqual(before);
  });

  it("are given what lies in their company, all of it or nothing", async () => {
    const before = await countOf(world, "user_account");
    const grantOn = (kind: string, id: string, profile: string) => ({ profile, scope: { kind, id } });
    const foreign = await registerEmployee(
      legal,
      employee({
        grants: [
          grantOn("MOBILE_CONTRACT", "mc-aurora-2", "MOBILE_MASTER"),
          grantOn("MOBILE_CONTRACT", "mc-cometa-1", "MOBILE_MASTER"),
          grantOn("MOBILE_CONTRACT", "mc-nowhere", "MOBILE_MASTER"),
          grantOn("MOBILE_LINE", "ml-borea-1-00003", "END_USER"),
        ],
      }),
    );
    expect(foreign.user).toBeNull();
    expect(foreign.userErrors.map(({ code, field }: Payload) => [code, field])).toEqual([
      ["NOT_FOUND", ["input", "grants", "1", "scope"]],
      ["NOT_FOUND", ["input", "grants", "2", "scope"]],
      ["NOT_FOUND", ["input", "grants", "3", "scope"]],
    ]);
    const idle = await registerEmployee(
      legal,
      employee({
        grants: [
          grantOn("MOBILE_LINE", lineOf("org-aurora", 41).id, "END_USER"),
          grantOn("MOBILE_LINE", lineOf("org-aurora", 3, { status: "TERMINATED" }).id, "END_USER"),
          grantOn("MOBILE_LINE", lineOf("org-aurora", 3, { simKind: "M2M" }).id, "END_USER"),
        ],
      }),
    );
    expect(idle.user).toBeNull();
    expect(idle.userErrors.map(({ code, field }: Payload) => [code, field])).toEqual([
      ["BAD_USER_INPUT", ["input", "grants", "1", "scope"]],
      ["BAD_USER_INPUT", ["input", "grants", "2", "scope"]],
    ]);
    const tooMuch = await legal.ask(REGISTER_EMPLOYEE, {
      input: employee({
        grants: [
          grantOn("MOBILE_LINE", lineOf("org-aurora", 41).id, "END_USER"),
          grantOn("ORGANIZATION", "org-aurora", "LEGAL_REP"),
        ],
      }),
    });
    expect(tooMuch.refused).toEqual({ registerEmployee: "FORBIDDEN" });
    const odd = await registerEmployee(
      legal,
      employee({ grants: [grantOn("MOBILE_CONTRACT", "mc-aurora-1", "END_USER")] }),
    );
    expect(odd.userErrors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(await countOf(world, "user_account")).toBe(before);
    const master = await legal.read(`{ mobileContract(id: "mc-aurora-2") { id } }`);
    expect(master.mobileContract).not.toBeNull();
    const LINE = "query ($id: ID!) { mobileLine(id: $id) { user { id } } }";
    expect(await legal.read(LINE, { id: lineOf("org-aurora", 41).id })).toEqual({
      mobileLine: { user: null },
    });
  });

  it("need a user name of their own; of whose it is nothing is told", async () => {
    const answers = [];
    for (const username of ["master.aurora", "legal.cometa", "LEGAL.COMETA"])
      answers.push(await registerEmployee(legal, employee({ username })));
    for (const each of answers)
      expect(each).toEqual({
        user: null,
        userErrors: [
          {
            code: "CONFLICT",
            message: "The user name is taken. Choose another one.",
            field: ["input", "username"],
          },
        ],
      });
    const { userErrors } = await registerEmployee(
      legal,
      employee({ username: "x", displayName: "http://evil.example" }),
    );
    expect(userErrors.map(({ field }: Payload) => field)).toEqual([
      ["input", "username"],
      ["input", "displayName"],
    ]);
    const sameAddress = await registerEmployee(
      legal,
      employee({ email: "guido.castelnuovo@cometa-servizi.example" }),
    );
    expect(sameAddress).toMatchObject({ user: { status: "INVITED" }, userErrors: [] });
  });

  it("are recorded in the company's trail: who registered them, what they were given, that they accepted", async () => {
    const input = employee({
      grants: [{ profile: "END_USER", scope: { kind: "MOBILE_LINE", id: lineOf("org-aurora", 42).id } }],
    });
    const { user } = await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    await accept(world, token, code);
    const { organization } = await legal.read(
      `query ($id: ID!) { organization(id: "org-aurora") {
        them: auditLog(filter: { target: { type: "User", id: $id } }) { edges { node { action } } }
        given: auditLog(filter: { action: "Mutation.registerEmployee" }) {
          edges { node { actor { username } target { type label } } }
        }
      } }`,
      { id: user.id },
    );
    const actions = organization.them.edges.map(({ node }: Payload) => node.action);
    expect(actions).toEqual(["Mutation.acceptInvitation", "Mutation.registerEmployee"]);
    const given = organization.given.edges
      .map(({ node }: Payload) => node)
      .filter(({ target }: Payload) => target.label.includes(user.id));
    expect(given).toMatchObject([{ actor: { username: "legal.aurora" }, target: { type: "ProfileGrant" } }]);
  });
});
