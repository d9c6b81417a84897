import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { awaitMessage, settledMessages } from "../kit/outbox";
import { Persona, TOKEN_REFUSED } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";

const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) {
    accessToken refreshToken viewer { user { username } } userErrors { code message field }
  }
}`;
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { userErrors { code } } }`;
const RESET = `mutation ($token: String!, $newPassword: String!) {
  resetPassword(input: { token: $token, newPassword: $newPassword }) { userErrors { code message field } }
}`;
const CHANGE = `mutation ($currentPassword: String!, $newPassword: String!) {
  changePassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) {
    userErrors { code message field }
  }
}`;
const WANT_PASSWORD = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { userErrors { code message field } }
}`;
const WANT_USERNAME = `mutation ($input: RecoverUsernameInput!) {
  recoverUsername(input: $input) { userErrors { code message field } }
}`;
const WHO = "{ viewer { user { username } } }";

const NEW_PASSWORD = "quindici gatti sul tetto";
const TOO_SHORT = {
  code: "BAD_USER_INPUT",
  message: "The password must have at least 15 characters.",
  field: ["input", "newPassword"],
};
const TOKEN_OVER = {
  code: "BAD_USER_INPUT",
  message: "This link holds no more, or was used. Ask for another one.",
  field: ["input", "token"],
};
const DONE = { userErrors: [] };

/** Somebody at an address of their own, as the balancer in front of the gateway tells it. */
const at = (world: World, address: string) =>
  new Persona(world.url, undefined, { "x-forwarded-for": address });

const signIn = async (persona: Persona, username: string, password: string) =>
  (await persona.read(SIGN_IN, { username, password })).signIn;

eachWorld(
  "forgotten and guessed passwords",
  (world) => {
    const wantPassword = async (input: object, address = "192.0.2.1") =>
      (await at(world, address).read(WANT_PASSWORD, { input })).requestPasswordReset;
    const wantUsername = async (input: object, address = "192.0.2.1") =>
      (await at(world, address).read(WANT_USERNAME, { input })).recoverUsername;
    const reset = async (token: string, newPassword: string) =>
      (await at(world, "192.0.2.1").read(RESET, { token, newPassword })).resetPassword;
    async function tokenFor(to: string): Promise<string> {
      const { text } = await awaitMessage(world, { to, channel: "email", text: /\b[0-9a-f]{64}\b/ });
      return /\b[0-9a-f]{64}\b/.exec(text)![0];
    }

    it("gives a person a new password by e-mail: their sessions end, nobody is signed in, the owner is told", async () => {
      const to = "elena.ferraris@aurora-meccanica.example";
      const session = await signIn(world.anonymous, "legal.aurora", DEMO_PASSWORD);
      expect(await wantPassword({ username: "LEGAL.aurora" })).toEqual(DONE);
      const token = await tokenFor(to);
      expect(await reset(token, "corta")).toEqual({ userErrors: [TOO_SHORT] });
      expect(await reset(token, NEW_PASSWORD)).toEqual(DONE);
      expect(await new Persona(world.url, session.accessToken).ask(WHO)).toMatchObject(TOKEN_REFUSED);
      expect((await world.anonymous.read(REFRESH, { token: session.refreshToken })).refreshSession).toEqual({
        userErrors: [{ code: "UNAUTHENTICATED" }],
      });
      const told = await awaitMessage(world, { to, channel: "email" });
      expect(told.subject).toBe("La password è stata cambiata");
      expect(await reset(token, `${NEW_PASSWORD}!`)).toEqual({ userErrors: [TOKEN_OVER] });
      const old = await signIn(world.anonymous, "legal.aurora", DEMO_PASSWORD);
      expect(old.userErrors).toMatchObject([{ code: "UNAUTHENTICATED" }]);
      const fresh = await signIn(world.anonymous, "legal.aurora", NEW_PASSWORD);
      const legal = new Persona(world.url, fresh.accessToken);
      const { organization } = await legal.read(`{ organization(id: "org-aurora") {
        asked: auditLog(filter: { action: "Mutation.requestPasswordReset" }) { ...Kept }
        done: auditLog(filter: { action: "Mutation.resetPassword" }) { ...Kept }
      } }
      fragment Kept on AuditEventConnection { edges { node { outcome actor { username } target { id } } } }`);
      const target = { id: "user-legal-aurora" };
      expect(organization).toEqual({
        asked: { edges: [{ node: { outcome: "ALLOWED", actor: null, target } }] },
        done: { edges: [{ node: { outcome: "ALLOWED", actor: { username: "legal.aurora" }, target } }] },
      });
    });

    it("bears a token for ten minutes, and those that were out before a reset for no longer than that", async () => {
      const to = "guido.castelnuovo@cometa-servizi.example";
      await wantPassword({ username: "legal.cometa" });
      const late = await tokenFor(to);
      world.clock.now += 10 * 60_000;
      expect(await reset(late, NEW_PASSWORD)).toEqual({ userErrors: [TOKEN_OVER] });
      await wantPassword({ username: "legal.cometa" });
      const first = await tokenFor(to);
      world.clock.now += 5 * 60_000;
      await wantPassword({ username: "legal.cometa" });
      const second = await tokenFor(to);
      expect(await reset(second, NEW_PASSWORD)).toEqual(DONE);
      expect(await reset(first, `${NEW_PASSWORD}!`)).toEqual({ userErrors: [TOKEN_OVER] });
      expect(await reset("0".repeat(64), NEW_PASSWORD)).toEqual({ userErrors: [TOKEN_OVER] });
    });

    it("answers the same whoever is asked for, and writes only to people whose account is in use", async () => {
      const answers = [
        await wantPassword({ username: "owner.aurora" }, "192.0.2.20"),
        await wantPassword({ username: "nobody.aurora" }, "192.0.2.21"),
        await wantPassword({ username: "giulia.rossi" }, "192.0.2.22"),
        await wantPassword({ email: "nobody@nowhere.example" }, "192.0.2.23"),
        await wantPassword({ fiscalCode: "RSSMRA80A01H501U" }, "192.0.2.24"),
        await wantPassword({ fiscalCode: "' OR '1'='1" }, "192.0.2.25"),
        await wantPassword({ vatNumber: "00488410010" }, "192.0.2.26"),
        await wantUsername({ email: "nobody@nowhere.example" }, "192.0.2.27"),
        await wantUsername({ fiscalCode: "x".repeat(10_000) }, "192.0.2.28"),
      ];
      expect(answers).toEqual(answers.map(() => DONE));
      const to = await emailOf("owner.aurora");
      await tokenFor(to);
      const invited = await emailOf("giulia.rossi");
      expect((await settledMessages(world)).filter((message) => message.to === invited)).toEqual([]);
    });

    it("tells a user name by e-mail address to each account that has it, by tax code, and by VAT number to the legal representative", async () => {
      const shared = "reception@aurora-meccanica.example";
      await setEmail(["employee.aurora", "standard.aurora"], shared);
      expect(await wantUsername({ email: "Reception@Aurora-Meccanica.example" }, "192.0.2.30")).toEqual(DONE);
      const both = [
        await awaitMessage(world, { to: shared, channel: "email" }),
        await awaitMessage(world, { to: shared, channel: "email" }),
      ];
      expect(both.map(({ text }) => /è ([\w.]+)\./.exec(text)?.[1] ?? text).toSorted()).toEqual([
        "employee.aurora",
        "standard.aurora",
      ]);
      const { read } = world.system.subgraphs.databaseOf("identity");
      const [known] = await read.rows<{ fiscal: string; email: string; vat: string }>(
        "SELECT u.`fiscal_code` AS `fiscal`, u.`email`, o.`vat_number` AS `vat` FROM `user_account` u, `organization` o" +
          " WHERE u.`username` = 'holding.levante' AND o.`id` = 'org-cometa'",
      );
      await wantUsername({ fiscalCode: known!.fiscal.toLowerCase() }, "192.0.2.31");
      expect((await awaitMessage(world, { to: known!.email, channel: "email" })).text).toContain(
        "holding.levante",
      );
      await wantUsername({ vatNumber: known!.vat }, "192.0.2.32");
      const legal = await awaitMessage(world, {
        to: "guido.castelnuovo@cometa-servizi.example",
        channel: "email",
        text: /nome utente/,
      });
      expect(legal.text).toContain("legal.cometa");
    });

    it("writes to one account at most once in five minutes, and the answer does not say so", async () => {
      const to = await emailOf("master.two");
      for (const address of ["192.0.2.40", "192.0.2.41", "192.0.2.42"])
        expect(await wantPassword({ username: "master.two" }, address)).toEqual(DONE);
      await tokenFor(to);
      // Requests are looked into in order: by the next one's message the three have been.
      await wantPassword({ username: "fixedmaster.aurora" }, "192.0.2.43");
      await tokenFor(await emailOf("fixedmaster.aurora"));
      expect((await settledMessages(world)).filter((message) => message.to === to)).toHaveLength(1);
    });

    it("wants exactly one thing said, and says so", async () => {
      const error = (message: string) => ({
        userErrors: [{ code: "BAD_USER_INPUT", message, field: ["input"] }],
      });
      const forPassword = error("Give exactly one of username, email, fiscalCode, vatNumber.");
      expect(await wantPassword({})).toEqual(forPassword);
      expect(await wantPassword({ username: "a", email: "a@b.example" })).toEqual(forPassword);
      expect(await wantPassword({ username: null, email: null })).toEqual(forPassword);
      expect(await wantUsername({})).toEqual(error("Give exactly one of email, fiscalCode, vatNumber."));
    });

    it("slows down who asks and asks from one address, in the same words for all", async () => {
      const codes = [];
      for (let count = 0; count < 12; count += 1) {
        const { userErrors } = await wantPassword({ username: `nobody.${count}` }, "192.0.2.50");
        codes.push(userErrors[0]?.message ?? "sent");
      }
      expect(codes).toEqual([
        ...Array.from({ length: 10 }, () => "sent"),
        ...Array.from({ length: 2 }, () => "Too many attempts. Try again in 10 seconds."),
      ]);
    });

    it("is changed by who knows it: sessions elsewhere end, this one goes on, the owner is told", async () => {
      const here = await signIn(world.anonymous, "master.aurora", DEMO_PASSWORD);
      const elsewhere = await signIn(world.anonymous, "master.aurora", DEMO_PASSWORD);
      const persona = new Persona(world.url, here.accessToken);
      const change = async (currentPassword: string, newPassword: string) =>
        (await persona.read(CHANGE, { currentPassword, newPassword })).changePassword;
      expect(await change("wrong", NEW_PASSWORD)).toEqual({
        userErrors: [
          { code: "UNAUTHENTICATED", message: "The password is wrong.", field: ["input", "currentPassword"] },
        ],
      });
      expect(await change(DEMO_PASSWORD, "corta")).toEqual({ userErrors: [TOO_SHORT] });
      expect((await change(DEMO_PASSWORD, "master.aurora.2026!")).userErrors).toMatchObject([
        { code: "BAD_USER_INPUT", field: ["input", "newPassword"] },
      ]);
      expect(await change(DEMO_PASSWORD, NEW_PASSWORD)).toEqual(DONE);
      expect(await persona.read(WHO)).toEqual({ viewer: { user: { username: "master.aurora" } } });
      expect(await new Persona(world.url, elsewhere.accessToken).ask(WHO)).toMatchObject(TOKEN_REFUSED);
      const to = await emailOf("master.aurora");
      expect((await awaitMessage(world, { to, channel: "email" })).subject).toBe(
        "La password è stata cambiata",
      );
      expect((await signIn(world.anonymous, "master.aurora", NEW_PASSWORD)).userErrors).toEqual([]);
      const stranger = await world.anonymous.ask(CHANGE, { currentPassword: "a", newPassword: NEW_PASSWORD });
      expect([stranger.data, stranger.refused]).toEqual([
        { changePassword: null },
        { changePassword: "UNAUTHENTICATED" },
      ]);
    });

    it("cannot be guessed on: strangers wait, known or unknown account alike, and the owner gets in where they were before", async () => {
      const owner = at(world, "198.51.100.7");
      expect((await signIn(owner, "additional.aurora", DEMO_PASSWORD)).userErrors).toEqual([]);
      const guess = async (username: string) => {
        const codes = [];
        for (let count = 1; count <= 7; count += 1) {
          const { userErrors } = await signIn(at(world, `203.0.113.${count}`), username, "a guess");
          codes.push(userErrors[0].message);
        }
        return codes;
      };
      const wrong = "The user name or the password is wrong.";
      const wait = "Too many attempts. Try again in 1 second.";
      const expected = [...Array.from({ length: 5 }, () => wrong), wait, wait];
      expect(await guess("additional.aurora")).toEqual(expected);
      expect(await guess("nobody.at.all")).toEqual(expected);
      // Even the right password does not get a stranger in: that would tell that it is right.
      const abroad = at(world, "203.0.113.99");
      expect((await signIn(abroad, "additional.aurora", DEMO_PASSWORD)).userErrors).toEqual([
        { code: "RATE_LIMITED", message: wait, field: null },
      ]);
      expect((await signIn(owner, "additional.aurora", DEMO_PASSWORD)).userErrors).toEqual([]);
      world.clock.now += 1_000;
      expect((await signIn(abroad, "additional.aurora", DEMO_PASSWORD)).userErrors).toEqual([]);
    });

    it("counts guesses that come at once one after another", async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          signIn(at(world, `203.0.113.${100 + index}`), "invoices.aurora", "a guess"),
        ),
      );
      const codes = answers.map(({ userErrors }) => userErrors[0].code);
      expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
      expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(7);
    });

    it("shows a session's address as the balancer tells it", async () => {
      const { accessToken } = await signIn(at(world, "198.51.100.8"), "holding.levante", DEMO_PASSWORD);
      const { viewer } = await new Persona(world.url, accessToken).read(
        "{ viewer { sessions { ipAddress current } } }",
      );
      expect(viewer.sessions).toEqual([{ ipAddress: "198.51.100.8", current: true }]);
    });

    async function emailOf(username: string): Promise<string> {
      const { read } = world.system.subgraphs.databaseOf("identity");
      const sql = "SELECT `email` FROM `user_account` WHERE `username` = ?";
      return (await read.row<{ email: string }>(sql, [username]))!.email;
    }

    async function setEmail(usernames: readonly string[], email: string): Promise<void> {
      const identity = world.system.subgraphs.databaseOf("identity");
      for (const username of usernames) {
        await identity.write((transaction) =>
          transaction.execute("UPDATE `user_account` SET `email` = ?, `email_key` = ? WHERE `username` = ?", [
            email,
            email,
            username,
          ]),
        );
      }
    }
  },
  { TRUST_PROXY: "127.0.0.1" },
);
