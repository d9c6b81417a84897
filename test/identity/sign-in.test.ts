import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from "jose";
import { parseOptions, verify } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { anonymousCaller, type Caller } from "../../schema/access/caller";
import { setPassword } from "../../subgraphs/identity/users/set-password";
import { eachDatabase } from "../kit/databases";
import { MINUTE, NOON, SETTINGS, startWithFeed, type Identity } from "./kit";

jest.mock("@node-rs/argon2", () => {
  const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
  return { ...real, verify: jest.fn(real.verify) };
});

const PASSWORD = "Area-Clienti-2026!";
const STRANGER = anonymousCaller(NOON);
const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) {
    accessToken refreshToken expiresAt viewer { user { username } grants { id } } userErrors { code message field }
  }
}`;
const REFRESH = `mutation ($token: String!) {
  refreshSession(refreshToken: $token) {
    accessToken refreshToken viewer { user { id } } userErrors { code message field }
  }
}`;
const SESSION_OVER = {
  accessToken: null,
  refreshToken: null,
  viewer: null,
  userErrors: [{ code: "UNAUTHENTICATED", message: "This session has ended. Sign in again.", field: null }],
};
const REFUSED = {
  accessToken: null,
  refreshToken: null,
  expiresAt: null,
  viewer: null,
  userErrors: [{ code: "UNAUTHENTICATED", message: "The user name or the password is wrong.", field: null }],
};

interface Payload {
  accessToken: string;
  refreshToken: string;
  userErrors: unknown[];
}

eachDatabase("signing in", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
    await setPassword(system.database, "user-legal", PASSWORD);
    await setPassword(system.database, "user-master", PASSWORD);
    await setPassword(system.database, "user-two", PASSWORD);
    await system.database.write((transaction) =>
      transaction.execute("UPDATE `user_account` SET `status` = 'DEACTIVATED' WHERE `id` = 'user-two'"),
    );
  });
  beforeEach(() => {
    system.clock.now = NOON;
  });

  async function signIn(username = "legal.aurora", password = PASSWORD): Promise<Payload> {
    const { data } = await system.run(SIGN_IN, STRANGER, { username, password });
    return data?.["signIn"] as Payload;
  }
  async function refresh(token: string): Promise<Payload> {
    const { data } = await system.run(REFRESH, STRANGER, { token });
    return data?.["refreshSession"] as Payload;
  }
  async function claimsOf(token: string) {
    const keys = createLocalJWKSet((await system.internal("publicKeys", null)) as JSONWebKeySet);
    const { issuer, audience } = SETTINGS;
    const currentDate = new Date(system.clock.now);
    return await jwtVerify(token, keys, { issuer, audience, typ: "at+jwt", currentDate });
  }
  async function callerOf(token: string): Promise<Caller | null> {
    const { payload } = await claimsOf(token);
    const session = { userId: payload.sub, sessionId: payload["sid"] };
    return (await system.internal("caller", session)) as Caller | null;
  }

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
    const { accessToken, refreshToken } = await signIn();
    const { payload, protectedHeader } = await claimsOf(accessToken);
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
    await expect(claimsOf(accessToken)).rejects.toThrow("exp");
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
      expect(await signIn(username, password)).toEqual(REFUSED);
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
    const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
    jest.mocked(verify).mockImplementationOnce(async (...given) => {
      const isRight = await real.verify(...given);
      await setPassword(system.database, "user-legal", "the one after it, 2026");
      return isRight;
    });
    const COUNT = "SELECT COUNT(*) AS `count` FROM `session` WHERE `user_id` = 'user-legal'";
    const before = await system.database.read.row(COUNT);
    try {
      expect(await signIn()).toEqual(REFUSED);
      expect(await system.database.read.row(COUNT)).toEqual(before);
    } finally {
      await setPassword(system.database, "user-legal", PASSWORD);
    }
  });

  it("changes no password from a session that ends while the present one is verified", async () => {
    const caller = await callerOf((await signIn()).accessToken);
    const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
    jest.mocked(verify).mockImplementationOnce(async (...given) => {
      const isRight = await real.verify(...given);
      await system.database.write((transaction) =>
        transaction.execute("UPDATE `session` SET `ended_at` = ? WHERE `id` = ?", [NOON, caller!.sessionId]),
      );
      return isRight;
    });
    const { errors } = await system.run(
      `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code message } } }`,
      caller!,
      { input: { currentPassword: PASSWORD, newPassword: "tre tigri contro tre tigri" } },
    );
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAUTHENTICATED"]);
    expect(await signIn()).toMatchObject({ userErrors: [] });
  });

  it("takes no second factor away from a session that ends while the password is verified", async () => {
    const caller = await callerOf((await signIn()).accessToken);
    const enrolled = await system.run("mutation { enrolSecondFactor { secret } }", caller!);
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
    const real = jest.requireActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
    jest.mocked(verify).mockImplementationOnce(async (...given) => {
      const isRight = await real.verify(...given);
      await system.database.write((transaction) =>
        transaction.execute("UPDATE `session` SET `ended_at` = ? WHERE `id` = ?", [NOON, caller!.sessionId]),
      );
      return isRight;
    });
    const { errors } = await system.run(
      `mutation ($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) { userErrors { code message } } }`,
      caller!,
      { input: { password: PASSWORD, code: totp.generate({ timestamp: system.clock.now }) } },
    );
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["UNAUTHENTICATED"]);
    const codes = "SELECT COUNT(*) AS `kept` FROM `recovery_code` WHERE `user_id` = 'user-legal'";
    expect(await system.database.read.row(codes)).toEqual({ kept: 10 });
    expect(await signIn()).toMatchObject({ accessToken: null, userErrors: [] });
    await system.database.write(async (transaction) => {
      for (const table of ["recovery_code", "second_factor", "sign_in_challenge"])
        await transaction.execute(`DELETE FROM \`${table}\``);
    });
  });

  it("refuses a password of 129 characters without hashing it", async () => {
    jest.mocked(verify).mockClear();
    expect(await signIn("legal.aurora", "x".repeat(129))).toEqual(REFUSED);
    expect(verify).not.toHaveBeenCalled();
  });

  it("keeps neither password nor refresh token in the database", async () => {
    const { refreshToken } = await signIn();
    const rows = [
      ...(await system.database.read.rows("SELECT * FROM `session`")),
      ...(await system.database.read.rows("SELECT * FROM `user_account`")),
    ];
    const text = JSON.stringify(rows);
    expect([text.includes(PASSWORD), text.includes(refreshToken.split(".")[1]!)]).toEqual([false, false]);
  });

  it("rotates the refresh token, and ends the session when an old one comes back", async () => {
    const first = await signIn("master.aurora");
    system.clock.now += 14 * MINUTE;
    const second = await refresh(first.refreshToken);
    expect(second).toEqual({
      accessToken: expect.any(String) as string,
      refreshToken: expect.any(String) as string,
      viewer: { user: { id: "user-master" } },
      userErrors: [],
    });
    expect(await callerOf(second.accessToken)).toMatchObject({ userId: "user-master" });
    system.clock.now += MINUTE;
    expect(await refresh(first.refreshToken)).toEqual(SESSION_OVER);
    expect(await callerOf(second.accessToken)).toBeNull();
    expect(await refresh(second.refreshToken)).toEqual(SESSION_OVER);
  });

  it("forgives two tabs that refresh at once: both go on with the same token", async () => {
    const { refreshToken } = await signIn();
    const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    expect(both[0].refreshToken).toBe(both[1].refreshToken);
    expect(both[0].refreshToken).not.toBe(refreshToken);
    for (const { accessToken } of both) expect(await callerOf(accessToken)).not.toBeNull();
    expect(await refresh(both[0].refreshToken)).toMatchObject({ userErrors: [] });
  });

  it("forgives a client whose answer was lost for ten seconds, and ends the session at a later replay", async () => {
    const { refreshToken } = await signIn();
    const lost = await refresh(refreshToken);
    system.clock.now += 9_999;
    expect((await refresh(refreshToken)).refreshToken).toBe(lost.refreshToken);
    system.clock.now += 1;
    expect(await refresh(refreshToken)).toEqual(SESSION_OVER);
    expect(await refresh(lost.refreshToken)).toEqual(SESSION_OVER);
  });

  it("does not forgive a token of two refreshes ago, however soon it comes back", async () => {
    const { refreshToken } = await signIn();
    const second = await refresh(refreshToken);
    const third = await refresh(second.refreshToken);
    expect(await refresh(refreshToken)).toEqual(SESSION_OVER);
    expect(await callerOf(third.accessToken)).toBeNull();
  });

  it("ends a session that is not refreshed for 30 days, and one whose account is deactivated", async () => {
    const idle = await signIn();
    system.clock.now += 30 * 24 * 60 * MINUTE;
    expect(await refresh(idle.refreshToken)).toEqual(SESSION_OVER);
    await setPassword(system.database, "user-additional", PASSWORD);
    const leaver = await signIn("additional.aurora");
    await system.database.write((transaction) =>
      transaction.execute(
        "UPDATE `user_account` SET `status` = 'DEACTIVATED' WHERE `id` = 'user-additional'",
      ),
    );
    expect(await callerOf(leaver.accessToken)).toBeNull();
    expect(await refresh(leaver.refreshToken)).toEqual(SESSION_OVER);
  });

  it.each(["", "x", "no.session", `${"a".repeat(36)}.${"b".repeat(43)}`, `${"a".repeat(70_000)}.x`])(
    "refuses what is no refresh token of ours",
    async (token) => {
      expect(await refresh(token)).toEqual(SESSION_OVER);
    },
  );

  it("signs out this session only, and twice is no error", async () => {
    const here = await signIn();
    const elsewhere = await signIn();
    const caller = await callerOf(here.accessToken);
    const out = { data: { signOut: { userErrors: [] } } };
    expect(await system.run("mutation { signOut { userErrors { code } } }", caller!)).toEqual(out);
    expect(await system.run("mutation { signOut { userErrors { code } } }", caller!)).toEqual(out);
    expect(await callerOf(here.accessToken)).toBeNull();
    expect(await callerOf(elsewhere.accessToken)).not.toBeNull();
    expect(await refresh(here.refreshToken)).toEqual(SESSION_OVER);
  });

  it("shows and ends one's own sessions, and knows nothing of another's", async () => {
    await system.database.write((transaction) => transaction.execute("DELETE FROM `session`"));
    const phone = await callerOf((await signIn()).accessToken);
    system.clock.now += MINUTE;
    const laptop = await callerOf((await signIn()).accessToken);
    const stranger = await callerOf((await signIn("master.aurora")).accessToken);
    const list = "{ viewer { sessions { id current createdAt lastUsedAt userAgent ipAddress } } }";
    const where = { userAgent: "Test/1.0", ipAddress: "192.0.2.1" };
    const [early, late] = [new Date(NOON).toISOString(), new Date(NOON + MINUTE).toISOString()];
    expect(await system.run(list, laptop!)).toEqual({
      data: {
        viewer: {
          sessions: [
            { id: laptop!.sessionId, current: true, createdAt: late, lastUsedAt: late, ...where },
            { id: phone!.sessionId, current: false, createdAt: early, lastUsedAt: early, ...where },
          ],
        },
      },
    });
    const end =
      "mutation ($id: ID!) { endSession(id: $id) { session { id current } userErrors { code field } } }";
    expect(await system.run(end, laptop!, { id: stranger!.sessionId })).toEqual({
      data: { endSession: { session: null, userErrors: [{ code: "NOT_FOUND", field: ["id"] }] } },
    });
    expect(await system.run(end, laptop!, { id: phone!.sessionId })).toEqual({
      data: { endSession: { session: { id: phone!.sessionId, current: false }, userErrors: [] } },
    });
    await signIn();
    const all = "mutation { endAllSessions(exceptCurrent: true) { ended userErrors { code } } }";
    expect(await system.run(all, laptop!)).toEqual({
      data: { endAllSessions: { ended: 1, userErrors: [] } },
    });
    expect(await system.internal("caller", laptop)).not.toBeNull();
    expect(await system.internal("caller", stranger)).not.toBeNull();
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
