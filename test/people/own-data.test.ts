import { awaitMessage, codeIn } from "../kit/outbox";
import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import {
  accept,
  employee,
  invitationFor,
  NO_INVITATION,
  registerEmployee,
} from "../registration/employee-kit";
import { forgetThrottles, join, newcomer, otherThan, PASSWORD } from "../registration/kit";
import { fedRowOf, feedUsers } from "./operator";

const CHANGE = `mutation ($email: EmailAddress!, $password: String!) {
  changeEmail(input: { email: $email, password: $password }) { proofId userErrors { code field } }
}`;
const CONFIRM = `mutation ($proof: ID!, $code: String!) {
  confirmEmailChange(proofId: $proof, code: $code) { user { email } userErrors { code field } }
}`;
const RENAME = `mutation ($name: String!) {
  changeDisplayName(displayName: $name) { user { displayName } userErrors { code field } }
}`;
const CORRECT = `mutation ($input: CorrectInvitationInput!) {
  correctInvitation(input: $input) { user { email displayName mobileNumber status } userErrors { code field } }
}`;
const RESET = `mutation ($token: String!, $password: String!) {
  resetPassword(input: { token: $token, newPassword: $password }) { userErrors { code field } }
}`;
const OTHER_PASSWORD = "tre civette sul comò con la figlia";

eachWorld("people's own data", (world) => {
  beforeEach(() => forgetThrottles(world));

  async function change(person: Persona, email: string, password = PASSWORD): Promise<string> {
    const { changeEmail } = await person.read(CHANGE, { email, password });
    expect(changeEmail.userErrors).toEqual([]);
    const code = codeIn(await awaitMessage(world, { to: email, channel: "email", text: /\b\d{6}\b/ }));
    const { confirmEmailChange } = await person.read(CONFIRM, { proof: changeEmail.proofId, code });
    expect(confirmEmailChange).toEqual({ user: { email }, userErrors: [] });
    return code;
  }
  const tokenFor = async (to: string) => {
    const { text } = await awaitMessage(world, { to, channel: "email", text: /token=/ });
    return /token=([0-9a-f]{64})/.exec(text)?.[1];
  };

  it("are reached at another address once the code sent there is shown, and at none before", async () => {
    const me = newcomer();
    const person = await join(world, me);
    const email = `other.${me.email}`;
    const wrong = (await person.read(CHANGE, { email, password: "not the password" })).changeEmail;
    expect(wrong).toEqual({
      proofId: null,
      userErrors: [{ code: "UNAUTHENTICATED", field: ["input", "password"] }],
    });
    const { changeEmail } = await person.read(CHANGE, { email, password: PASSWORD });
    const code = codeIn(await awaitMessage(world, { to: email, channel: "email", text: /\b\d{6}\b/ }));
    await awaitMessage(world, { to: me.email, channel: "email", text: /asked to use another|stato chiesto/ });
    const refused = await person.read(CONFIRM, { proof: changeEmail.proofId, code: otherThan(code) });
    expect(refused.confirmEmailChange.userErrors).toEqual([{ code: "BAD_USER_INPUT", field: ["code"] }]);
    expect((await person.read("{ viewer { user { email } } }")).viewer.user.email).toBe(me.email);
    const confirmed = await person.read(CONFIRM, { proof: changeEmail.proofId, code });
    expect(confirmed.confirmEmailChange).toEqual({ user: { email }, userErrors: [] });
    await awaitMessage(world, { to: email, channel: "email", text: /now uses this address|usa ora/ });
  });

  it("stay as corrected while the operator's feed says what it said before, and follow it when it says more", async () => {
    const me = newcomer();
    const person = await join(world, me);
    const fed = await fedRowOf(world, me.username);
    await change(person, `other.${me.email}`);
    await person.read(RENAME, { name: "Nina Vecchia" });
    await feedUsers(world, fed);
    expect(await fedRowOf(world, me.username)).toMatchObject({
      email: `other.${me.email}`,
      displayName: "Nina Vecchia",
    });
    await feedUsers(world, { ...fed, email: `third.${me.email}` });
    expect((await fedRowOf(world, me.username)).email).toBe(`third.${me.email}`);
  });

  it("come back to whom a thief took them from, whatever the thief did since", async () => {
    const me = newcomer();
    const thief = await join(world, me);
    await change(thief, `thief.${me.email}`);
    const token = await tokenFor(me.email);
    await thief.read(
      `mutation ($old: String!, $new: String!) {
        changePassword(input: { currentPassword: $old, newPassword: $new }) { userErrors { code } }
      }`,
      { old: PASSWORD, new: OTHER_PASSWORD },
    );
    await forgetThrottles(world);
    await change(thief, `second.${me.email}`, OTHER_PASSWORD);
    const later = await tokenFor(`thief.${me.email}`);
    const reset = async (with_: string | undefined) =>
      (await world.anonymous.read(RESET, { token: with_, password: `${PASSWORD} due` })).resetPassword
        .userErrors;
    expect(await reset(token)).toEqual([]);
    expect((await fedRowOf(world, me.username)).email).toBe(me.email);
    expect((await thief.ask("{ viewer { user { email } } }")).data?.viewer ?? null).toBeNull();
    expect(await reset(later)).toEqual([{ code: "BAD_USER_INPUT", field: ["input", "token"] }]);
    await signIn(world.url, me.username, `${PASSWORD} due`);
  });

  it("have a name with single blanks and without marks that nobody sees", async () => {
    const person = await join(world, newcomer());
    const rename = async (name: string) => (await person.read(RENAME, { name })).changeDisplayName;
    expect(await rename("  Nina \u00A0 Rossi ")).toEqual({
      user: { displayName: "Nina Rossi" },
      userErrors: [],
    });
    for (const name of ["", "Nina\u202ERossi", "www.evil.example", "a".repeat(101)])
      expect((await rename(name)).userErrors).toEqual([{ code: "BAD_USER_INPUT", field: ["displayName"] }]);
  });

  it("are corrected by the legal representative while somebody is invited, who is invited anew", async () => {
    const legal = await signIn(world.url, "legal.aurora");
    const wrong = employee();
    const { user } = await registerEmployee(legal, wrong);
    const first = await invitationFor(world, wrong);
    const email = `right.${wrong.email}`;
    const input = { organizationId: "org-aurora", userId: user.id, email, displayName: "Nina  Giusta" };
    const { correctInvitation } = await legal.read(CORRECT, { input });
    expect(correctInvitation).toEqual({
      user: { email, displayName: "Nina Giusta", mobileNumber: wrong.mobileNumber, status: "INVITED" },
      userErrors: [],
    });
    expect(await accept(world, first.token, first.code)).toEqual(NO_INVITATION);
    const second = await invitationFor(world, { email, mobileNumber: wrong.mobileNumber });
    expect(await accept(world, second.token, second.code)).toMatchObject({ userErrors: [] });
    await forgetThrottles(world);
    expect((await legal.read(CORRECT, { input })).correctInvitation.userErrors).toEqual([
      { code: "NOT_FOUND", field: ["input", "userId"] },
    ]);
    const cometa = await signIn(world.url, "legal.cometa");
    expect((await cometa.ask(CORRECT, { input })).refused).toEqual({ correctInvitation: "NOT_FOUND" });
  });

  it("are no way into what another company gave to somebody whom both have invited", async () => {
    const legal = await signIn(world.url, "legal.aurora");
    const shared = employee();
    const { user } = await registerEmployee(legal, shared);
    await world.system.subgraphs
      .databaseOf("identity")
      .write((transaction) =>
        transaction.execute(
          "INSERT INTO organization_membership (user_id, organization_id, status, sort_name) VALUES (?, 'org-cometa', 'INVITED', 'n')",
          [user.id],
        ),
      );
    const input = { organizationId: "org-aurora", userId: user.id, email: "legal@aurora.example" };
    expect((await legal.read(CORRECT, { input })).correctInvitation.userErrors).toEqual([
      { code: "CONFLICT", field: ["input", "userId"] },
    ]);
  });

  it("leave a user name free that nobody ever accepted", async () => {
    const legal = await signIn(world.url, "legal.aurora");
    const mistake = employee();
    const { user } = await registerEmployee(legal, mistake);
    await legal.read(
      `mutation ($id: ID!) {
        deactivateUser(input: { organizationId: "org-aurora", userId: $id }) { userErrors { code } }
      }`,
      { id: user.id },
    );
    const again = employee({ username: mistake.username });
    expect(await registerEmployee(legal, again)).toMatchObject({ userErrors: [] });
    const { token, code } = await invitationFor(world, again);
    expect(await accept(world, token, code)).toMatchObject({ userErrors: [] });
  });
});
