import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyResult } from "jose";
import { anonymousCaller, type Caller } from "../../schema/access/caller";
import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import type { TestDatabases } from "../kit/databases";
import { NOON, SETTINGS, startWithFeed, type Identity } from "./kit";

export const PASSWORD = "Area-Clienti-2026!";
export const STRANGER = anonymousCaller(NOON);
export const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) {
    accessToken refreshToken expiresAt viewer { user { username } grants { id } } userErrors { code message field }
  }
}`;
const REFRESH = `mutation ($token: String!) {
  refreshSession(refreshToken: $token) {
    accessToken refreshToken viewer { user { id } } userErrors { code message field }
  }
}`;

interface Payload {
  accessToken: string;
  refreshToken: string;
  userErrors: unknown[];
}

/** Identity where three people of feed.ts have PASSWORD, one of whom is deactivated: `master.two`. */
export interface SignInSystem extends Identity {
  signIn(username?: string, password?: string): Promise<Payload>;
  refresh(token: string): Promise<Payload>;
  /** What the access token says, verified as the gateway verifies it. */
  claimsOf(token: string): Promise<JWTVerifyResult>;
  /** Whom identity knows the token's session for; null once it has ended. */
  callerOf(token: string): Promise<Caller | null>;
}

export async function startSignIn(databases: TestDatabases): Promise<SignInSystem> {
  const system = await startWithFeed(databases);
  for (const userId of ["user-legal", "user-master", "user-two"])
    await setPassword(system.database, userId, PASSWORD);
  await system.database.write((transaction) =>
    transaction.execute("UPDATE `user_account` SET `status` = 'DEACTIVATED' WHERE `id` = 'user-two'"),
  );
  async function claimsOf(token: string): Promise<JWTVerifyResult> {
    const keys = createLocalJWKSet((await system.internal("publicKeys", {})) as JSONWebKeySet);
    const { issuer, audience } = SETTINGS;
    const currentDate = new Date(system.clock.now);
    return await jwtVerify(token, keys, { issuer, audience, typ: "at+jwt", currentDate });
  }
  return {
    ...system,
    claimsOf,
    async signIn(username = "legal.aurora", password = PASSWORD) {
      const { data } = await system.run(SIGN_IN, STRANGER, { username, password });
      return data?.["signIn"] as Payload;
    },
    async refresh(token) {
      const { data } = await system.run(REFRESH, STRANGER, { token });
      return data?.["refreshSession"] as Payload;
    },
    async callerOf(token) {
      const { payload } = await claimsOf(token);
      const session = { userId: payload.sub, sessionId: payload["sid"] };
      return (await system.internal("caller", session)) as Caller | null;
    },
  };
}
