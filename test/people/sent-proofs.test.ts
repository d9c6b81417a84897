import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { awaitMessage, settledMessages } from "../kit/outbox";
import { signIn, type Persona } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  accept,
  employee,
  invitationFor,
  NO_INVITATION,
  registerEmployee,
} from "../registration/employee-kit";
import { forgetThrottles, join, lineOf, newcomer, PASSWORD } from "../registration/kit";
import { fedRowOf, feedUsers } from "./operator";

const REQUEST_RESET = `mutation ($username: String!) {
  requestPasswordReset(input: { username: $username }) { userErrors { code } }
}`;
const RESET = `mutation ($token: String!, $password: String!) {
  resetPassword(input: { token: $token, newPassword: $password }) { userErrors { code field } }
}`;
const ASSIGN = `mutation ($line: ID!, $user: ID!) {
  assignLineUser(lineId: $line, userId: $user) { userErrors { code message } }
}`;
const NO_TOKEN = [{ code: "BAD_USER_INPUT", field: ["input", "token"] }];

eachWorld("a proof that was sent somewhere", (world) => {
  let legal: Persona;
  beforeEach(async () => {
    await forgetThrottles(world);
    legal = await signIn(world.url, "legal.aurora");
  });

  async function trailOf(userId: string, action: string): Promise<unknown[]> {
    const { organization } = await legal.read(
      `query ($id: ID!, $action: String!) { organization(id: "org-aurora") {
        auditLog(filter: { target: { type: "User", id: $id }, action: $action }) { edges { node { actor { id } } } }
      } }`,
      { id: userId, action },
    );
    return organization.auditLog.edges;
  }

  it("opens no account once the operator has corrected the address, and both addresses are told", async () => {
    const input = employee();
    await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    const row = await fedRowOf(world, input.username);
    const right = `right.${input.email}`;
    expect(await feedUsers(world, { ...row, email: right })).toMatchObject({ applied: 1 });
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
    for (const to of [input.email, right])
      await awaitMessage(world, { to, channel: "email", text: /hold no more|non valgono più/ });
    expect(await trailOf(row.id, "Import.users")).toHaveLength(1);
    // Not even when the former address comes back.
    await feedUsers(world, row);
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
  });

  it("opens no account once its number is corrected; an invitation sent anew does", async () => {
    const input = employee();
    const { user } = await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    const mobileNumber = employee().mobileNumber;
    await feedUsers(world, { ...(await fedRowOf(world, input.username)), mobileNumber });
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
    await legal.read(
      `mutation ($id: ID!) { resendInvitation(organizationId: "org-aurora", userId: $id) { userErrors { code } } }`,
      { id: user.id },
    );
    const second = await invitationFor(world, { email: input.email, mobileNumber });
    expect(await accept(world, second.token, second.code)).toMatchObject({ userErrors: [] });
  });

  it("sets no password once the account has another address", async () => {
    const application = newcomer();
    await join(world, application);
    await world.anonymous.read(REQUEST_RESET, { username: application.username });
    const { text } = await awaitMessage(world, { to: application.email, channel: "email", text: /token=/ });
    const token = /token=([0-9a-f]{64})/.exec(text)?.[1];
    const row = await fedRowOf(world, application.username);
    await feedUsers(world, { ...row, email: `new.${application.email}` });
    const { resetPassword } = await world.anonymous.read(RESET, { token, password: `${PASSWORD} due` });
    expect(resetPassword.userErrors).toEqual(NO_TOKEN);
  });

  it("takes nothing away where a row of the feed says what is there", async () => {
    const input = employee();
    await registerEmployee(legal, input);
    const { token, code } = await invitationFor(world, input);
    const row = await fedRowOf(world, input.username);
    await feedUsers(world, { ...row, displayName: "Nina Novella" });
    expect(await accept(world, token, code)).toMatchObject({ userErrors: [] });
    const told = (await settledMessages(world)).filter(({ to, subject }) => {
      return to === input.email && /indirizzo|address/.test(subject);
    });
    expect(told).toEqual([]);
  });

  it("goes nowhere once its number is another person's, who was given the line", async () => {
    const line = lineOf("org-aurora", 60);
    const invited = employee({ mobileNumber: line.msisdn });
    await registerEmployee(legal, invited);
    const { token, code } = await invitationFor(world, invited);
    const master = await signIn(world.url, "master.aurora");
    const { id } = await fedRowOf(world, "employee.aurora");
    const { assignLineUser } = await master.read(ASSIGN, { line: line.id, user: id });
    expect(assignLineUser.userErrors).toEqual([]);
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
    const row = await fedRowOf(world, invited.username);
    expect(row.mobileNumber).toBeNull();
    await awaitMessage(world, { to: invited.email, channel: "email", text: /somebody else|altra persona/ });
    // What the feed went on saying of the number does not bring it back.
    await feedUsers(world, { ...row, mobileNumber: line.msisdn });
    expect((await fedRowOf(world, invited.username)).mobileNumber).toBeNull();
  });

  it("goes nowhere once somebody else has proved the number", async () => {
    const line = lineOf("org-aurora", 61);
    const invited = employee({ mobileNumber: line.msisdn });
    await registerEmployee(legal, invited);
    const { token, code } = await invitationFor(world, invited);
    await join(world, newcomer({ mobileNumber: line.msisdn }));
    expect(await accept(world, token, code)).toEqual(NO_INVITATION);
  });

  it("goes on for nobody whose address changes between password and code", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const { id } = await fedRowOf(world, "standard.aurora");
    await database.write(async (transaction) => {
      await transaction.execute(
        "INSERT INTO second_factor (user_id, sealed_secret, created_at, confirmed_at, last_step) VALUES (?, 'x', 1, 1, 0)",
        [id],
      );
    });
    const { signIn: begun } = await world.anonymous.read(
      `mutation ($username: String!, $password: String!) {
        signIn(username: $username, password: $password) { challenge { id } userErrors { code } }
      }`,
      { username: "standard.aurora", password: DEMO_PASSWORD },
    );
    expect(begun.userErrors).toEqual([]);
    await feedUsers(world, {
      ...(await fedRowOf(world, "standard.aurora")),
      email: "x@aurora.example",
    });
    const { confirmSignIn } = await world.anonymous.read(
      `mutation ($id: ID!) { confirmSignIn(input: { challengeId: $id, code: "000000" }) { userErrors { message } } }`,
      { id: begun.challenge.id },
    );
    expect(confirmSignIn.userErrors).toEqual([
      { message: "This sign-in has taken too long, or too many codes were wrong. Sign in again." },
    ]);
  });
});
