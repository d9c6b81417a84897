import { Secret, TOTP } from "otpauth";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { awaitMessage } from "../kit/outbox";
import { Persona } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";

const PAYLOAD = `accessToken challenge { id expiresAt } userErrors { code message field }
  viewer { secondFactorEnabled user { username } grants { profile scope { id } } }`;
const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { ${PAYLOAD} }
}`;
const CONFIRM = `mutation ($id: ID!, $code: String!) {
  confirmSignIn(input: { challengeId: $id, code: $code }) { ${PAYLOAD} }
}`;
const ENROL =
  "mutation ($password: String!) { enrolSecondFactor(password: $password) { secret otpauthUri userErrors { code message field } } }";
const PROVE = `mutation ($code: String!) {
  confirmSecondFactor(code: $code) { recoveryCodes userErrors { code message field } }
}`;
const REMOVE = `mutation ($password: String!, $code: String!) {
  removeSecondFactor(input: { password: $password, code: $code }) { userErrors { code message field } }
}`;
const WHO = "{ viewer { secondFactorEnabled user { username } grants { profile } } }";
const COMPANY = '{ organization(id: "org-aurora") { legalName users { totalCount } } }';

const refusedAs = (message: string) => ({
  accessToken: null,
  challenge: null,
  viewer: null,
  userErrors: [{ code: "UNAUTHENTICATED", message, field: null }],
});
const WRONG_CODE = refusedAs("The code is wrong, or was used before.");
const OVER = refusedAs("This sign-in has taken too long, or too many codes were wrong. Sign in again.");

/** Somebody's authenticator app, whose clock is the world's. */
class Device {
  readonly #totp: TOTP;
  constructor(
    secret: string,
    private readonly world: World,
  ) {
    this.#totp = new TOTP({ secret: Secret.fromBase32(secret) });
  }
  code(): string {
    return this.#totp.generate({ timestamp: this.world.clock.now });
  }
  /** The code of a step that no code was used of. */
  nextCode(): string {
    this.world.clock.now += 30_000;
    return this.code();
  }
  wrongCode(): string {
    return String((Number(this.code()) + 1) % 1_000_000).padStart(6, "0");
  }
}

async function signIn(world: World, username: string) {
  return (await world.anonymous.read(SIGN_IN, { username, password: DEMO_PASSWORD })).signIn;
}
const confirm = async (world: World, id: string, code: string) =>
  (await world.anonymous.read(CONFIRM, { id, code })).confirmSignIn;

async function enrol(world: World, persona: Persona): Promise<{ device: Device; recoveryCodes: string[] }> {
  const { secret } = (await persona.read(ENROL, { password: DEMO_PASSWORD })).enrolSecondFactor;
  const device = new Device(secret, world);
  const { recoveryCodes } = (await persona.read(PROVE, { code: device.nextCode() })).confirmSecondFactor;
  return { device, recoveryCodes };
}

eachWorld(
  "a second factor, which this operator asks of legal representatives",
  (world) => {
    it("is what a legal representative has to add before that grant counts; nobody else has to", async () => {
      const { accessToken, viewer } = await signIn(world, "legal.aurora");
      expect(viewer).toEqual({
        secondFactorEnabled: false,
        user: { username: "legal.aurora" },
        grants: [{ profile: "END_USER", scope: { id: "ml-borea-1-00003" } }],
      });
      const legal = new Persona(world.url, accessToken);
      const before = await legal.ask(COMPANY);
      expect([before.data, before.refused]).toEqual([
        { organization: { legalName: "Aurora Meccanica S.p.A.", users: null } },
        { "organization.users": "FORBIDDEN" },
      ]);
      const { secret, otpauthUri } = (await legal.read(ENROL, { password: DEMO_PASSWORD })).enrolSecondFactor;
      expect(otpauthUri).toBe(
        `otpauth://totp/Area%20Clienti:legal.aurora?issuer=Area%20Clienti&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
      );
      expect((await legal.ask(COMPANY)).refused).toEqual({ "organization.users": "FORBIDDEN" });
      const device = new Device(secret, world);
      expect((await legal.read(PROVE, { code: device.wrongCode() })).confirmSecondFactor).toEqual({
        recoveryCodes: null,
        userErrors: [
          {
            code: "BAD_USER_INPUT",
            message: "The code is wrong. Check the clock of your device, and try the next code.",
            field: ["code"],
          },
        ],
      });
      const proved = (await legal.read(PROVE, { code: device.code() })).confirmSecondFactor;
      expect(new Set(proved.recoveryCodes).size).toBe(10);
      expect((await legal.ask(COMPANY)).errors).toEqual([]);
      expect((await legal.read(WHO)).viewer).toEqual({
        secondFactorEnabled: true,
        user: { username: "legal.aurora" },
        grants: [{ profile: "END_USER" }, { profile: "LEGAL_REP" }],
      });
      const to = "elena.ferraris@aurora-meccanica.example";
      const told = await awaitMessage(world, { to, channel: "email" });
      expect(told).toMatchObject({ subject: "Verifica in due passaggi attivata" });
    });

    it("answers the right password with a challenge, and the code of the device with tokens, once", async () => {
      const persona = await world.as("master.aurora");
      const { device } = await enrol(world, persona);
      const asked = await signIn(world, "master.aurora");
      expect(asked).toEqual({
        accessToken: null,
        challenge: {
          id: expect.stringMatching(/^[\w-]{43}$/),
          expiresAt: new Date(world.clock.now + 5 * 60_000).toISOString(),
        },
        viewer: null,
        userErrors: [],
      });
      // The code that confirmed the device is used up.
      expect(await confirm(world, asked.challenge.id, device.code())).toEqual(WRONG_CODE);
      const code = device.nextCode();
      expect(await confirm(world, asked.challenge.id, code)).toEqual({
        accessToken: expect.any(String),
        challenge: null,
        viewer: {
          secondFactorEnabled: true,
          user: { username: "master.aurora" },
          grants: [{ profile: "MOBILE_MASTER", scope: { id: "mc-aurora-1" } }],
        },
        userErrors: [],
      });
      expect(await confirm(world, asked.challenge.id, device.nextCode())).toEqual(OVER);
      const again = await signIn(world, "master.aurora");
      expect(await confirm(world, again.challenge.id, code)).toEqual(WRONG_CODE);
    });

    it("takes each recovery code once, however it is typed, and of two that come at once one", async () => {
      const { recoveryCodes } = await enrol(world, await world.as("additional.aurora"));
      const [first, second] = recoveryCodes as [string, string];
      const { challenge } = await signIn(world, "additional.aurora");
      expect((await confirm(world, challenge.id, first.toUpperCase().replace("-", " "))).accessToken).toEqual(
        expect.any(String),
      );
      const later = await signIn(world, "additional.aurora");
      expect(await confirm(world, later.challenge.id, first)).toEqual(WRONG_CODE);
      const both = await Promise.all(
        [await signIn(world, "additional.aurora"), later].map(({ challenge: { id } }) =>
          confirm(world, id, second),
        ),
      );
      expect(both.filter(({ accessToken }) => accessToken !== null)).toHaveLength(1);
    });

    it("bears five wrong codes and five minutes, then asks for the password again", async () => {
      const { device } = await enrol(world, await world.as("invoices.aurora"));
      const { challenge } = await signIn(world, "invoices.aurora");
      for (let count = 0; count < 5; count += 1)
        expect(await confirm(world, challenge.id, device.wrongCode())).toEqual(WRONG_CODE);
      expect(await confirm(world, challenge.id, device.nextCode())).toEqual(OVER);
      const slow = await signIn(world, "invoices.aurora");
      world.clock.now += 5 * 60_000;
      expect(await confirm(world, slow.challenge.id, device.nextCode())).toEqual(OVER);
      expect(await confirm(world, "made up", device.code())).toEqual(OVER);
    });

    it("is slowed down over all challenges, whatever number of them the password opens", async () => {
      const { device } = await enrol(world, await world.as("fixedmaster.aurora"));
      const outcomes: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const { challenge } = await signIn(world, "fixedmaster.aurora");
        for (let count = 0; count < 5; count += 1) {
          const { userErrors } = await confirm(world, challenge.id, device.wrongCode());
          outcomes.push(userErrors[0].code);
        }
      }
      expect(outcomes).toEqual([
        ...Array.from({ length: 10 }, () => "UNAUTHENTICATED"),
        ...Array.from({ length: 5 }, () => "RATE_LIMITED"),
      ]);
    });

    it("goes only with the password and a code, and its owner is told", async () => {
      const persona = new Persona(world.url, (await signIn(world, "standard.aurora")).accessToken);
      const { device } = await enrol(world, persona);
      expect((await persona.read(ENROL, { password: DEMO_PASSWORD })).enrolSecondFactor).toEqual({
        secret: null,
        otpauthUri: null,
        userErrors: [
          { code: "CONFLICT", message: "You have a second factor. Remove it first.", field: null },
        ],
      });
      const remove = async (password: string, code: string) =>
        (await persona.read(REMOVE, { password, code })).removeSecondFactor.userErrors;
      expect(await remove("wrong", device.nextCode())).toEqual([
        { code: "UNAUTHENTICATED", message: "The password is wrong.", field: ["input", "password"] },
      ]);
      expect(await remove(DEMO_PASSWORD, device.wrongCode())).toEqual([
        {
          code: "UNAUTHENTICATED",
          message: "The code is wrong, or was used before.",
          field: ["input", "code"],
        },
      ]);
      expect(await remove(DEMO_PASSWORD, device.nextCode())).toEqual([]);
      expect((await signIn(world, "standard.aurora")).challenge).toBeNull();
      expect(await remove(DEMO_PASSWORD, device.nextCode())).toEqual([
        { code: "CONFLICT", message: "You have no second factor.", field: null },
      ]);
    });

    it("is nobody else's to add or remove: each of the three needs a signed-in viewer", async () => {
      const answer = await world.anonymous.ask(`mutation {
        enrolSecondFactor(password: "x") { secret } confirmSecondFactor(code: "123456") { recoveryCodes }
        removeSecondFactor(input: { password: "x", code: "123456" }) { userErrors { code } }
      }`);
      expect(answer.data).toEqual({
        enrolSecondFactor: null,
        confirmSecondFactor: null,
        removeSecondFactor: null,
      });
      expect(new Set(Object.values(answer.refused))).toEqual(new Set(["UNAUTHENTICATED"]));
    });

    it("lies sealed in the database, and of recovery codes and challenges there are hashes only", async () => {
      const persona = new Persona(world.url, (await signIn(world, "employee.aurora")).accessToken);
      const { secret } = (await persona.read(ENROL, { password: DEMO_PASSWORD })).enrolSecondFactor;
      const device = new Device(secret, world);
      const { recoveryCodes } = (await persona.read(PROVE, { code: device.nextCode() })).confirmSecondFactor;
      const { challenge } = await signIn(world, "employee.aurora");
      const { read } = world.system.subgraphs.databaseOf("identity");
      const rows = await Promise.all(
        ["second_factor", "recovery_code", "sign_in_challenge", "outbox_message", "audit_event"].map(
          (table) => read.rows(`SELECT * FROM \`${table}\``),
        ),
      );
      const text = JSON.stringify(rows);
      for (const kept of [secret, challenge.id, recoveryCodes[0], recoveryCodes[0].replace("-", "")])
        expect(text).not.toContain(kept);
    });
  },
  { REQUIRE_SECOND_FACTOR: "LEGAL_REP" },
);
