import { Readable } from "node:stream";
import { identityImportKinds } from "../../subgraphs/identity/import";
import { importFile } from "../../subgraphs/shared/import";
import { ASSIGN_LINE_USER } from "../grants/mutations";
import { awaitMessage, codeIn, settledMessages, type Received } from "../kit/outbox";
import { Persona, signIn } from "../kit/persona";
import { eachWorld } from "../kit/world";
import { forgetThrottles, join, lineOf, newcomer, nobodysNumber, type Application } from "./kit";

const WANT_PASSWORD = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { userErrors { code } }
}`;
const WANT_USERNAME = `mutation ($input: RecoverUsernameInput!) { recoverUsername(input: $input) { userErrors { code } } }`;
const RESET = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code } }
}`;
const PROVE = `mutation ($number: Msisdn!) { proveMobileNumber(mobileNumber: $number) { proofId } }`;
const CONFIRM_NUMBER = `mutation ($proof: ID!, $code: String!) {
  confirmMobileNumber(proofId: $proof, code: $code) { grant { id } userErrors { code } }
}`;
const NEW_PASSWORD = "quindici gatti sul tetto";
const TOKEN = /\b[0-9a-f]{64}\b/;

eachWorld("whoever proved a number and not the address that they gave", (world) => {
  beforeEach(() => forgetThrottles(world));

  /** Asks for both, and answers what was written to any of these meanwhile: `sms password`, `email username`, … */
  async function recovered(application: Application, ...numbers: string[]): Promise<string[]> {
    await forgetThrottles(world);
    const before = new Set((await settledMessages(world)).map(({ file }) => file));
    const { username, email } = application;
    const password = await world.anonymous.read(WANT_PASSWORD, { input: { username } });
    const name = await world.anonymous.read(WANT_USERNAME, { input: { email } });
    // Requests are looked into in order: by the answer to the next one these have been.
    await world.anonymous.read(WANT_USERNAME, { input: { email: FENCE } });
    await awaitMessage(world, { to: FENCE, channel: "email", text: /nome utente/ });
    expect([password, name]).toEqual([
      { requestPasswordReset: { userErrors: [] } },
      { recoverUsername: { userErrors: [] } },
    ]);
    const to = [email, application.mobileNumber ?? "", ...numbers];
    const written = (await settledMessages(world)).filter(
      (message) => !before.has(message.file) && to.includes(message.to),
    );
    return written.map((message) => `${message.channel} ${kindOf(message, username)}`).sort();
  }
  const FENCE = "guido.castelnuovo@cometa-servizi.example";
  function kindOf({ text }: Received, username: string): string {
    expect(text).toContain(username);
    return TOKEN.test(text) ? "password" : "username";
  }
  async function prove(person: Persona, number: string): Promise<string[]> {
    const { proveMobileNumber } = await person.read(PROVE, { number });
    const code = codeIn(await awaitMessage(world, { to: number, channel: "sms", text: /\b\d{6}\b/ }));
    const { confirmMobileNumber } = await person.read(CONFIRM_NUMBER, {
      proof: proveMobileNumber.proofId,
      code,
    });
    return confirmMobileNumber.userErrors.map(({ code: error }: { code: string }) => error);
  }
  const BY_SMS = ["sms password", "sms username"];
  const BY_EMAIL = ["email password", "email username"];

  it("gets a new password by SMS to the number, and the address is told nothing that opens the account", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 60).msisdn });
    const number = application.mobileNumber ?? "";
    await join(world, application);
    await world.anonymous.read(WANT_PASSWORD, { input: { username: application.username } });
    const sms = await awaitMessage(world, { to: number, channel: "sms", text: TOKEN });
    const token = TOKEN.exec(sms.text)?.[0];
    const done = await world.anonymous.read(RESET, { token, newPassword: NEW_PASSWORD });
    expect(done.resetPassword.userErrors).toEqual([]);
    const person = await signIn(world.url, application.username, NEW_PASSWORD);
    expect((await person.read("{ viewer { user { username } } }")).viewer.user.username).toBe(
      application.username,
    );
    const toAddress = (await settledMessages(world)).filter(({ to }) => to === application.email);
    expect(toAddress.filter(({ text }) => TOKEN.test(text))).toEqual([]);
    expect(await recovered(application)).toEqual(BY_SMS);
  });

  it("differs in that from whoever proved the address", async () => {
    const application = newcomer();
    await join(world, application);
    expect(await recovered(application)).toEqual(BY_EMAIL);
  });

  it("is written to at a company's number while they are the user of its line, and not once it has passed on", async () => {
    const line = lineOf("org-aurora", 61);
    const application = newcomer({ mobileNumber: line.msisdn });
    await join(world, application);
    expect(await recovered(application)).toEqual(BY_SMS);
    const legal = await world.as("legal.aurora");
    await legal.read(ASSIGN_LINE_USER, { lineId: line.id, userId: "user-employee-aurora" });
    expect(await recovered(application)).toEqual([]);
  });

  it("is written to at a number of their own until somebody else has proved it", async () => {
    const number = nobodysNumber();
    const [first, second] = [newcomer({ mobileNumber: number }), newcomer({ mobileNumber: number })];
    await join(world, first);
    expect(await recovered(first)).toEqual(BY_SMS);
    await join(world, second);
    expect(await recovered(first)).toEqual([]);
    expect(await recovered(second)).toEqual(BY_SMS);
    // Also by somebody to whom it gives nothing.
    expect(await prove(await world.as("legal.cometa"), number)).toEqual(["NOT_FOUND"]);
    expect(await recovered(second)).toEqual([]);
  });

  it("takes another way by proving another line of theirs, and by no other number", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 62).msisdn });
    const [line, foreign] = [lineOf("org-aurora", 63).msisdn, nobodysNumber()];
    const person = await join(world, application);
    expect(await prove(person, foreign)).toEqual(["NOT_FOUND"]);
    expect(await recovered(application, foreign)).toEqual(BY_SMS);
    expect(await prove(person, line)).toEqual([]);
    expect(await recovered({ ...application, mobileNumber: line })).toEqual(BY_SMS);
  });

  it("is written to by e-mail once the operator's feed names an address", async () => {
    const application = newcomer({ mobileNumber: lineOf("org-aurora", 64).msisdn });
    const person = await join(world, application);
    const { viewer } = await person.read("{ viewer { user { id } } }");
    const { username, displayName, email } = application;
    const database = world.system.subgraphs.databaseOf("identity");
    const kind = identityImportKinds(database, () => world.clock.now).find(({ name }) => name === "users")!;
    const rows = [
      "id,username,display_name,email,mobile_number,fiscal_code,organization_ids",
      `${viewer.user.id},${username},${displayName},${email},${application.mobileNumber},,org-aurora`,
    ];
    const feed = () => importFile(kind, Readable.from([rows.join("\n")]), { batchSize: 10 });
    expect(await feed()).toMatchObject({ applied: 1, rejects: [] });
    expect(await feed()).toMatchObject({ unchanged: 1, rejects: [] });
    expect(await recovered(application)).toEqual(BY_EMAIL);
  });

  it("cannot change the way of an account whose address was proved", async () => {
    const application = newcomer();
    const person = await join(world, application);
    const line = lineOf("org-aurora", 65).msisdn;
    expect(await prove(person, line)).toEqual([]);
    expect(await recovered(application, line)).toEqual(BY_EMAIL);
  });
});
