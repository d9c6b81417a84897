import { parseOptions, verify } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase } from "../kit/databases";
import { MINUTE, NOON, SETTINGS } from "./kit";
import { PASSWORD, SIGN_IN, startSignIn, STRANGER, type SignInSystem } from "./sign-in-kit";

jest.mock("@node-rs/argon2", () => {
  const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
  return { ...real, verify: jest.fn(real.verify) };
});

const REFUSED = {
  accessToken: null,
  refreshToken: null,
  expiresAt: null,
  viewer: null,
  userErrors: [{ code: "UNAUTHENTICATED", message: "The user name or the password is wrong.", field: null }],
};

/** Has the work done while the next password is being verified. */
function meanwhile(work: () => Promise<unknown>): void {
  const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
  jest.mocked(verify).mockImplementationOnce(async (...given) => {
    const isRight = await real.verify(...given);
    await work();
    return isRight;
  });
}

eachDatabase("signing in", (databases) => {
  let system: SignInSystem;
  beforeAll(async () => {
    system = await startSignIn(databases);
  });
  beforeEach(() => {
    system.clock.now = NOON;
  });

  it("answers tokens and the new viewer, whatever the case of the user name", async () => {
    const answer = await system.run(SIGN_IN, STRANGER, { username: "Legal.AURORA", password: PASSWORD });
    expect(answer).toEqual({
      data: {
        signIn: {
          accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
          refreshToken: expect.stringMatching(/^[\w-]{36}\.[\w-]{43}$/) as string,
          expiresAt: new Date(NOON + 15 * MINUTE).toISOString(),
          viewer: {
            user: { username: "legal.aurora" },
            grants: [{ id: "grant-legal-line" }, { id: "grant-legal" }],
          },
          userErrors: [],
        },
      },
    });
  });

  it("signs access tokens of 15 minutes for one issuer and audience (RFC 9068)", async () => {
    const { accessToken, refreshToken } = await system.signIn();
    const { payload, protectedHeader } = await system.claimsOf(accessToken);
    expect(protectedHeader).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: expect.any(String) as string });
    expect(payload).toEqual({
      iss: SETTINGS.issuer,
      aud: SETTINGS.audience,
      sub: "user-legal",
      sid: refreshToken.split(".")[0],
      client_id: "area-clienti",
      iat: NOON / 1000,
      exp: NOON / 1000 + 900,
      jti: expect.any(String) as string,
    });
    system.clock.now += 15 * MINUTE;
    await expect(system.claimsOf(accessToken)).rejects.toThrow("exp");
  });

  it("says the same to a wrong password, an unknown, an invited and a deactivated user, at the cost of one like hash", async () => {
    const attempts = [
      ["legal.aurora", "wrong"],
      ["nobody", PASSWORD],
      ["employee.aurora", PASSWORD],
      ["master.two", PASSWORD],
    ] as const;
    const costs = [];
    for (const [username, password] of attempts) {
      jest.mocked(verify).mockClear();
      expect(await system.signIn(username, password)).toEqual(REFUSED);
      costs.push(
        jest.mocked(verify).mock.calls.map(([hash]) => {
          const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(hash);
          return { algorithm, memoryCost, timeCost, parallelism };
        }),
      );
    }
    const owasp = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
    expect(costs).toEqual([[owasp], [owasp], [owasp], [owasp]]);
  });

  it("begins no session by a password that is changed while it is verified", async () => {
    meanwhile(() => setPassword(system.database, "user-legal", "the one after it, 2026"));
    const COUNT = "SELECT COUNT(*) AS `count` FROM `session` WHERE `user_id` = 'user-legal'";
    const before = await system.database.read.row(COUNT);
    try {
      expect(await system.signIn()).toEqual(REFUSED);
      expect(await system.database.read.row(COUNT)).toEqual(before);
    } finally {
      await setPassword(system.database, "user-legal", PASSWORD);
    }
  });

  it("changes no password from a session that ends while the present one is verified", async () => {
    const caller = await system.callerOf((await system.signIn()).accessToken);
    meanwhile(() =>
      system.database.write((transaction) =>
        transaction.execute("UPDATE `session` SET `ended_at` = ? WHERE `id` = ?", [NOON, caller!.sessionId]),
      ),
    );
    const { errors } = await system.run(
      `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code message } } }`,
      caller!,
      { input: { currentPassword: PASSWORD, newPassword: "tre tigri contro tre tigri" } },
    );
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAUTHENTICATED"]);
    expect(await system.signIn()).toMatchObject({ userErrors: [] });
  });

  it("takes no second factor away from a session that ends while the password is verified", async () => {
    const caller = await system.callerOf((await system.signIn()).accessToken);
    const enrolled = await system.run(
      "mutation ($password: String!) { enrolSecondFactor(password: $password) { secret } }",
      caller!,
      { password: PASSWORD },
    );
    const shown = enrolled.data?.["enrolSecondFactor"] as { secret: string } | undefined;
    const totp = new TOTP({ secret: Secret.fromBase32(shown?.secret ?? "") });
    await system.run(
      "mutation ($code: String!) { confirmSecondFactor(code: $code) { recoveryCodes } }",
      caller!,
      {
        code: totp.generate({ timestamp: system.clock.now }),
      },
    );
    system.clock.now += MINUTE;
    meanwhile(() =>
      system.database.write((transaction) =>
        transaction.execute("UPDATE `session` SET `ended_at` = ? WHERE `id` = ?", [NOON, caller!.sessionId]),
      ),
    );
    const { errors } = await system.run(
      `mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { userErrors { code message } } }`,
      caller!,
      { input: { password: PASSWORD, code: totp.generate({ timestamp: system.clock.now }) } },
    );
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAUTHENTICATED"]);
    const codes = "SELECT COUNT(*) AS `kept` FROM `recovery_code` WHERE `user_id` = 'user-legal'";
    expect(await system.database.read.row(codes)).toEqual({ kept: 10 });
    expect(await system.signIn()).toMatchObject({ accessToken: null, userErrors: [] });
    await system.database.write(async (transaction) => {
      for (const table of ["recovery_code", "second_factor", "sign_in_challenge"])
        await transaction.execute(`DELETE FROM \`${table}\``);
    });
  });

  it("refuses a password of 129 characters without hashing it", async () => {
    jest.mocked(verify).mockClear();
    expect(await system.signIn("legal.aurora", "x".repeat(129))).toEqual(REFUSED);
    expect(verify).not.toHaveBeenCalled();
  });

  it("keeps neither password nor refresh token in the database", async () => {
    const { refreshToken } = await system.signIn();
    const rows = [
      ...(await system.database.read.rows("SELECT * FROM `session`")),
      ...(await system.database.read.rows("SELECT * FROM `user_account`")),
    ];
    const text = JSON.stringify(rows);
    expect([text.includes(PASSWORD), text.includes(refreshToken.split(".")[1]!)]).toEqual([false, false]);
  });

  it("tells a stranger nothing: no viewer, and UNAUTHENTICATED for what needs one", async () => {
    const answer = await system.run(
      'mutation { signOut { userErrors { code } } endSession(id: "x") { session { id } } }',
      STRANGER,
    );
    expect(answer.data).toEqual({ signOut: null, endSession: null });
    expect(answer.errors?.map(({ extensions }) => extensions?.["code"])).toEqual([
      "UNAUTHENTICATED",
      "UNAUTHENTICATED",
    ]);
    expect(await system.run("{ viewer { user { id } } }", STRANGER)).toEqual({ data: { viewer: null } });
  });
});
