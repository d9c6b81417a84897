import { inviteByOperator } from "../../subgraphs/identity/registration/invitations/invite-by-operator";
import { keyedHash } from "../../subgraphs/shared/text/keyed-hash";
import { oneTimeCodes } from "../../subgraphs/shared/codes/one-time-codes";
import { settledMessages } from "../kit/outbox";
import { signIn, type Persona } from "../kit/persona";
import { eachWorld, IDENTITY_SECRET } from "../kit/world";
import {
  accept,
  employee,
  invitationFor,
  NO_INVITATION,
  refused,
  registerEmployee,
  WRONG_CODE,
} from "./employee-kit";
import { forgetThrottles, otherThan } from "./kit";

const DAY = 24 * 60 * 60_000;
const RESEND = `mutation ($organization: ID!, $id: ID!) {
  resendInvitation(organizationId: $organization, userId: $id) { user { status } userErrors { code field } }
}`;

eachWorld("employees whom the legal representative registers", (world) => {
  let legal: Persona;
  beforeEach(async () => {
    await forgetThrottles(world);
    legal = await signIn(world.url, "legal.aurora");
  });

  it("get link and code in two e-mails where they have no number", async () => {
    const input = employee({ mobileNumber: null });
    await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    const toThem = (await settledMessages(world)).filter(({ to }) => to === input.email);
    expect(toThem.filter(({ text }) => text.includes(token) && text.includes(code))).toEqual([]);
    expect(await accept(world, token, code)).toMatchObject({ userErrors: [] });
  });

  it("are invited anew, and the invitation before is none any more", async () => {
    const input = employee();
    const { user } = await registerEmployee(legal, input);
    const first = await invitationFor(world, input);
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
    const second = await invitationFor(world, input);
    expect(await accept(world, first.token, first.code)).toEqual(NO_INVITATION);
    expect(await accept(world, second.token, second.code)).toMatchObject({ userErrors: [] });
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
    const { token, code } = await invitationFor(world, node);
    expect(await accept(world, token, code)).toMatchObject({
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
    const { user } = await registerEmployee(legal, input);
    const first = await invitationFor(world, input);
    const inviteByName = (name: string) => inviteByOperator(database, services, name, world.clock.now);
    expect(await inviteByName("nobody.at.all")).toBe(false);
    expect(await inviteByName("legal.aurora")).toBe(false);
    expect(await inviteByName(input.username.toUpperCase())).toBe(true);
    const second = await invitationFor(world, input);
    expect(await accept(world, first.token, first.code)).toEqual(NO_INVITATION);
    expect(await accept(world, second.token, second.code)).toMatchObject({ userErrors: [] });
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
    await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    for (let tried = 0; tried < 6; tried += 1)
      expect(await accept(world, token, code, "short")).toEqual(
        refused("BAD_USER_INPUT", ["input", "password"]),
      );
    for (let tried = 0; tried < 4; tried += 1)
      expect(await accept(world, token, otherThan(code))).toEqual(WRONG_CODE);
    expect(await accept(world, token, code)).toMatchObject({ userErrors: [] });
    const worn = employee();
    await registerEmployee(legal, worn);
    const invitation = await invitationFor(world, worn);
    for (let tried = 0; tried < 5; tried += 1)
      expect(await accept(world, invitation.token, otherThan(invitation.code))).toEqual(WRONG_CODE);
    expect(await accept(world, invitation.token, invitation.code)).toEqual(WRONG_CODE);
    expect(await accept(world, "0".repeat(64), code)).toEqual(NO_INVITATION);
    expect(await accept(world, "", code)).toEqual(NO_INVITATION);
  });

  it("become active once, however often they accept at once", async () => {
    const input = employee();
    await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    const payloads = await Promise.all([
      accept(world, token, code),
      accept(world, token, code),
      accept(world, token, code),
    ]);
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it("have seven days", async () => {
    const [late, early] = [employee(), employee()];
    await registerEmployee(legal, late);
    await registerEmployee(legal, early);
    const [lateInvitation, invitation] = [
      await invitationFor(world, late),
      await invitationFor(world, early),
    ];
    world.clock.now += 7 * DAY - 1;
    expect(await accept(world, invitation.token, invitation.code)).toMatchObject({ userErrors: [] });
    world.clock.now += 1;
    expect(await accept(world, lateInvitation.token, lateInvitation.code)).toEqual(NO_INVITATION);
  });
});
