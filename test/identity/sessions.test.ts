import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase } from "../kit/databases";
import { MINUTE, NOON } from "./kit";
import { PASSWORD, startSignIn, type SignInSystem } from "./sign-in-kit";

const SESSION_OVER = {
  accessToken: null,
  refreshToken: null,
  viewer: null,
  userErrors: [{ code: "UNAUTHENTICATED", message: "This session has ended. Sign in again.", field: null }],
};

eachDatabase("signing in", (databases) => {
  let system: SignInSystem;
  beforeAll(async () => {
    system = await startSignIn(databases);
  });
  beforeEach(() => {
    system.clock.now = NOON;
  });

  it("rotates the refresh token, and ends the session when an old one comes back", async () => {
    const first = await system.signIn("master.aurora");
    system.clock.now += 14 * MINUTE;
    const second = await system.refresh(first.refreshToken);
    expect(second).toEqual({
      accessToken: expect.any(String) as string,
      refreshToken: expect.any(String) as string,
      viewer: { user: { id: "user-master" } },
      userErrors: [],
    });
    expect(await system.callerOf(second.accessToken)).toMatchObject({ userId: "user-master" });
    system.clock.now += MINUTE;
    expect(await system.refresh(first.refreshToken)).toEqual(SESSION_OVER);
    expect(await system.callerOf(second.accessToken)).toBeNull();
    expect(await system.refresh(second.refreshToken)).toEqual(SESSION_OVER);
  });

  it("forgives two tabs that refresh at once: both go on with the same token", async () => {
    const { refreshToken } = await system.signIn();
    const both = await Promise.all([system.refresh(refreshToken), system.refresh(refreshToken)]);
    expect(both.map(({ userErrors }) => userErrors)).toEqual([[], []]);
    expect(both[0].refreshToken).toBe(both[1].refreshToken);
    expect(both[0].refreshToken).not.toBe(refreshToken);
    for (const { accessToken } of both) expect(await system.callerOf(accessToken)).not.toBeNull();
    expect(await system.refresh(both[0].refreshToken)).toMatchObject({ userErrors: [] });
  });

  it("forgives a client whose answer was lost for a minute, and ends the session at a later replay", async () => {
    const { refreshToken } = await system.signIn();
    const lost = await system.refresh(refreshToken);
    system.clock.now += MINUTE - 1;
    expect((await system.refresh(refreshToken)).refreshToken).toBe(lost.refreshToken);
    system.clock.now += 1;
    expect(await system.refresh(refreshToken)).toEqual(SESSION_OVER);
    expect(await system.refresh(lost.refreshToken)).toEqual(SESSION_OVER);
  });

  it("does not forgive a token of two refreshes ago, however soon it comes back", async () => {
    const { refreshToken } = await system.signIn();
    const second = await system.refresh(refreshToken);
    const third = await system.refresh(second.refreshToken);
    expect(await system.refresh(refreshToken)).toEqual(SESSION_OVER);
    expect(await system.callerOf(third.accessToken)).toBeNull();
  });

  it("ends a session that is not refreshed for 30 days, and one whose account is deactivated", async () => {
    const idle = await system.signIn();
    system.clock.now += 30 * 24 * 60 * MINUTE;
    expect(await system.refresh(idle.refreshToken)).toEqual(SESSION_OVER);
    await setPassword(system.database, "user-additional", PASSWORD);
    const leaver = await system.signIn("additional.aurora");
    await system.database.write((transaction) =>
      transaction.execute(
        "UPDATE `user_account` SET `status` = 'DEACTIVATED' WHERE `id` = 'user-additional'",
      ),
    );
    expect(await system.callerOf(leaver.accessToken)).toBeNull();
    expect(await system.refresh(leaver.refreshToken)).toEqual(SESSION_OVER);
  });

  it.each(["", "x", "no.session", `${"a".repeat(70_000)}.x`])(
    "refuses what is no refresh token, and does not say that a session has ended",
    async (token) => {
      const message = "This is not a whole refresh token. Send the one of the last answer, or sign in again.";
      expect(await system.refresh(token)).toEqual({
        ...SESSION_OVER,
        userErrors: [{ code: "UNAUTHENTICATED", message, field: null }],
      });
    },
  );

  it("refuses the token of a session that it does not know", async () => {
    expect(await system.refresh(`${"a".repeat(36)}.${"b".repeat(43)}`)).toEqual(SESSION_OVER);
  });

  it("signs out this session only, and twice is no error", async () => {
    const here = await system.signIn();
    const elsewhere = await system.signIn();
    const caller = await system.callerOf(here.accessToken);
    const out = { data: { signOut: { userErrors: [] } } };
    expect(await system.run("mutation { signOut { userErrors { code } } }", caller!)).toEqual(out);
    expect(await system.run("mutation { signOut { userErrors { code } } }", caller!)).toEqual(out);
    expect(await system.callerOf(here.accessToken)).toBeNull();
    expect(await system.callerOf(elsewhere.accessToken)).not.toBeNull();
    expect(await system.refresh(here.refreshToken)).toEqual(SESSION_OVER);
  });

  it("shows and ends one's own sessions, and knows nothing of another's", async () => {
    await system.database.write((transaction) => transaction.execute("DELETE FROM `session`"));
    const phone = await system.callerOf((await system.signIn()).accessToken);
    system.clock.now += MINUTE;
    const laptop = await system.callerOf((await system.signIn()).accessToken);
    const stranger = await system.callerOf((await system.signIn("master.aurora")).accessToken);
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
    await system.signIn();
    const all = "mutation { endAllSessions(exceptCurrent: true) { ended userErrors { code } } }";
    expect(await system.run(all, laptop!)).toEqual({
      data: { endAllSessions: { ended: 1, userErrors: [] } },
    });
    expect(await system.internal("caller", laptop)).not.toBeNull();
    expect(await system.internal("caller", stranger)).not.toBeNull();
  });
});
