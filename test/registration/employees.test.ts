import { inviteByOperator } from "../../subgraphs/identity/invitations/invite-by-operator";
import { keyedHash } from "../../subgraphs/identity/keys/keyed-hash";
import { oneTimeCodes } from "../../subgraphs/identity/one-time-codes/one-time-codes";
import { awaitMessage, codeIn, settledMessages, type Received } from "../kit/outbox";
import { Persona, signIn } from "../kit/persona";
import { eachWorld, IDENTITY_SECRET } from "../kit/world";
import { countOf, forgetThrottles, lineOf, newcomer, otherThan, PASSWORD, type Payload } from "./kit";

const DAY = 24 * 60 * 60_000;
const REGISTER = `mutation ($input: RegisterEmployeeInput!) {
  registerEmployee(input: $input) { user { id username status } userErrors { code message field } }
}`;
const RESEND = `mutation ($organization: ID!, $id: ID!) {
  resendInvitation(organizationId: $organization, userId: $id) { user { status } userErrors { code field } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    accessToken viewer { user { username status } grants { profile scope { id } } } userErrors { code field }
  }
}`;
const refused = (code: string, field: string[]) => ({
  accessToken: null,
  viewer: null,
  userErrors: [{ code, field }],
});
const WRONG_CODE = refused("BAD_USER_INPUT", ["input", "code"]);
const NO_INVITATION = refused("BAD_USER_INPUT", ["input", "token"]);

interface Employee {
  readonly organizationId: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly mobileNumber: string | null;
  readonly grants?: readonly object[];
}

let numbers = 0;

function employee(changes: Partial<Employee> = {}): Employee {
  const { username, displayName, email } = newcomer();
  const mobileNumber = `+393981${String((numbers += 1)).padStart(6, "0")}`;
  return { organizationId: "org-aurora", username, displayName, email, mobileNumber, ...changes };
}

eachWorld("employees whom the legal representative registers", (world) => {
  let legal: Persona;
  beforeEach(async () => {
    await forgetThrottles(world);
    legal = await signIn(world.url, "legal.aurora");
  });

  async function register(input: Employee, client = legal): Promise<Payload> {
    return (await client.read(REGISTER, { input })).registerEmployee;
  }
  async function accept(token: string, code: string, password = PASSWORD): Promise<Payload> {
    return (await world.anonymous.read(ACCEPT, { input: { token, code, password } })).acceptInvitation;
  }
  async function invitationFor({ email, mobileNumber }: Employee): Promise<{ token: string; code: string }> {
    const link = await awaitMessage(world, { to: email, channel: "email", text: /token=/ });
    const to =
      mobileNumber === null
        ? { to: email, channel: "email" as const }
        : { to: mobileNumber, channel: "sms" as const };
    return { token: tokenIn(link), code: codeIn(await awaitMessage(world, { ...to, text: /\b\d{6}\b/ })) };
  }

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
    const { user, userErrors } = await register(input);
    expect(userErrors).toEqual([]);
    expect(user).toEqual({ id: user.id, username: input.username, status: "INVITED" });
    const { token, code } = await invitationFor(input);
    const payload = await accept(token, code);
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
    expect(await accept(token, code)).toEqual(NO_INVITATION);
  });

  it("get link and code in two e-mails where they have no number", async () => {
    const input = employee({ mobileNumber: null });
    await register(input);
    const { token, code } = await invitationFor(input);
    const toThem = (await settledMessages(world)).filter(({ to }) => to === input.email);
    expect(toThem.filter(({ text }) => text.includes(token) && text.includes(code))).toEqual([]);
    expect(await accept(token, code)).toMatchObject({ userErrors: [] });
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
      answers[name] = (await person.ask(REGISTER, { input: employee() })).refused;
    }
    expect(answers).toEqual({
      "legal.cometa": { registerEmployee: "NOT_FOUND" },
      ...Object.fromEntries(names.slice(1).map((name) => [name, { registerEmployee: "FORBIDDEN" }])),
    });
    const stranger = await world.anonymous.ask(REGISTER, { input: employee() });
    expect(stranger.refused).toEqual({ registerEmployee: "UNAUTHENTICATED" });
    expect([await countOf(world, "user_account"), await countOf(world, "outbox_message")]).toEqual(before);
  });

  it("are given what lies in their company, all of it or nothing", async () => {
    const before = await countOf(world, "user_account");
    const grantOn = (kind: string, id: string, profile: string) => ({ profile, scope: { kind, id } });
    const foreign = await register(
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
    const idle = await register(
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
    const tooMuch = await legal.ask(REGISTER, {
      input: employee({
        grants: [
          grantOn("MOBILE_LINE", lineOf("org-aurora", 41).id, "END_USER"),
          grantOn("ORGANIZATION", "org-aurora", "LEGAL_REP"),
        ],
      }),
    });
    expect(tooMuch.refused).toEqual({ registerEmployee: "FORBIDDEN" });
    const odd = await register(employee({ grants: [grantOn("MOBILE_CONTRACT", "mc-aurora-1", "END_USER")] }));
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
      answers.push(await register(employee({ username })));
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
    const { userErrors } = await register(employee({ username: "x", displayName: "http://evil.example" }));
    expect(userErrors.map(({ field }: Payload) => field)).toEqual([
      ["input", "username"],
      ["input", "displayName"],
    ]);
    const sameAddress = await register(employee({ email: "guido.castelnuovo@cometa-servizi.example" }));
    expect(sameAddress).toMatchObject({ user: { status: "INVITED" }, userErrors: [] });
  });

  it("are invited anew, and the invitation before is none any more", async () => {
    const input = employee();
    const { user } = await register(input);
    const first = await invitationFor(input);
    const resend = async (client = legal, organization = "org-aurora") =>
      await client.ask(RESEND, { organization, id: user.id });
    const cometa = await signIn(world.url, "legal.cometa");
    expect((await resend(cometa)).refused).toEqual({ resendInvitation: "NOT_FOUND" });
    expect((await resend(cometa, "org-cometa")).data.resendInvitation).toEqual({
      user: null,
      userErrors: [{ code: "NOT_FOUND", field: ["userId"] }],
    });
    await forgetThrottles(world);
    expect((await resend()).data.resendInvitation).toEqual({ user: { status: "INVITED" }, userErrors: [] });
    const second = await invitationFor(input);
    expect(await accept(first.token, first.code)).toEqual(NO_INVITATION);
    expect(await accept(second.token, second.code)).toMatchObject({ userErrors: [] });
    await forgetThrottles(world);
    expect((await resend()).data.resendInvitation.userErrors).toEqual([
      { code: "NOT_FOUND", field: ["userId"] },
    ]);
  });

  it("are invited too where the operator's feed brought them", async () => {
    const { organization } = await legal.read(
      `{ organization(id: "org-aurora") { users(status: INVITED, first: 1) { edges { node { id email mobileNumber } } } } }`,
    );
    const [{ node }] = organization.users.edges;
    expect((await legal.read(RESEND, { organization: "org-aurora", id: node.id })).resendInvitation).toEqual({
      user: { status: "INVITED" },
      userErrors: [],
    });
    const { token, code } = await invitationFor(node);
    expect(await accept(token, code)).toMatchObject({
      viewer: { user: { status: "ACTIVE" }, grants: [{ profile: "END_USER" }] },
    });
  });

  it("are let in by the operator where nobody else can: their company's first legal representative", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const services = {
      codes: oneTimeCodes(keyedHash(IDENTITY_SECRET)),
      portalUrl: "https://portal.example/",
    };
    const input = employee();
    const { user } = await register(input);
    const first = await invitationFor(input);
    const inviteByName = (name: string) => inviteByOperator(database, services, name, world.clock.now);
    expect(await inviteByName("nobody.at.all")).toBe(false);
    expect(await inviteByName("legal.aurora")).toBe(false);
    expect(await inviteByName(input.username.toUpperCase())).toBe(true);
    const second = await invitationFor(input);
    expect(await accept(first.token, first.code)).toEqual(NO_INVITATION);
    expect(await accept(second.token, second.code)).toMatchObject({ userErrors: [] });
    expect(await inviteByName(input.username)).toBe(false);
    const { organization } = await legal.read(
      `query ($id: ID!) { organization(id: "org-aurora") {
        auditLog(filter: { target: { type: "User", id: $id }, action: "Operator.invite" }) { edges { node { actor { id } } } }
      } }`,
      { id: user.id },
    );
    expect(organization.auditLog.edges).toEqual([{ node: { actor: null } }]);
  });

  it("lose no try by a password that may not be chosen; five by wrong codes", async () => {
    const input = employee();
    await register(input);
    const { token, code } = await invitationFor(input);
    for (let tried = 0; tried < 6; tried += 1)
      expect(await accept(token, code, "short")).toEqual(refused("BAD_USER_INPUT", ["input", "password"]));
    for (let tried = 0; tried < 4; tried += 1)
      expect(await accept(token, otherThan(code))).toEqual(WRONG_CODE);
    expect(await accept(token, code)).toMatchObject({ userErrors: [] });
    const worn = employee();
    await register(worn);
    const invitation = await invitationFor(worn);
    for (let tried = 0; tried < 5; tried += 1)
      expect(await accept(invitation.token, otherThan(invitation.code))).toEqual(WRONG_CODE);
    expect(await accept(invitation.token, invitation.code)).toEqual(WRONG_CODE);
    expect(await accept("0".repeat(64), code)).toEqual(NO_INVITATION);
    expect(await accept("", code)).toEqual(NO_INVITATION);
  });

  it("become active once, however often they accept at once", async () => {
    const input = employee();
    await register(input);
    const { token, code } = await invitationFor(input);
    const payloads = await Promise.all([accept(token, code), accept(token, code), accept(token, code)]);
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it("are recorded in the company's trail: who registered them, what they were given, that they accepted", async () => {
    const input = employee({
      grants: [{ profile: "END_USER", scope: { kind: "MOBILE_LINE", id: lineOf("org-aurora", 42).id } }],
    });
    const { user } = await register(input);
    const { token, code } = await invitationFor(input);
    await accept(token, code);
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

  it("have seven days", async () => {
    const [late, early] = [employee(), employee()];
    await register(late);
    await register(early);
    const [lateInvitation, invitation] = [await invitationFor(late), await invitationFor(early)];
    world.clock.now += 7 * DAY - 1;
    expect(await accept(invitation.token, invitation.code)).toMatchObject({ userErrors: [] });
    world.clock.now += 1;
    expect(await accept(lateInvitation.token, lateInvitation.code)).toEqual(NO_INVITATION);
  });
});

function tokenIn({ text }: Received): string {
  const [, token] = /token=([0-9a-f]{64})\b/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link: ${text}`);
  return token;
}
