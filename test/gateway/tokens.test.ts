import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";
import {
  signAccessToken,
  type AccessTokenSettings,
} from "../../subgraphs/identity/credentials/sessions/access-token";
import {
  rotateSigningKey,
  signingKey,
  type SigningKey,
} from "../../subgraphs/identity/credentials/keys/signing-keys";
import { Persona, signIn } from "../kit/persona";
import { eachWorld, IDENTITY_SECRET, type World } from "../kit/world";

const SETTINGS: AccessTokenSettings = {
  issuer: "https://identity.area-clienti.example",
  audience: "https://api.area-clienti.example",
};
const ASK = '{ viewer { user { username } } organization(id: "org-aurora") { legalName } }';

interface Claims {
  readonly sub: string;
  readonly sid: string;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const read = (text: string | undefined) =>
  JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8")) as Record<string, unknown>;

eachWorld("an access token", (world) => {
  let token: string;
  let claims: Claims;
  let key: SigningKey;
  beforeAll(async () => {
    token = (await signIn(world.url, "legal.aurora")).accessToken ?? "";
    claims = read(token.split(".")[1]) as unknown as Claims;
    key = await signingKey(world.system.subgraphs.databaseOf("identity"), IDENTITY_SECRET, world.clock.now);
  });
  const subject = () => ({ userId: claims.sub, sessionId: claims.sid });
  const signed = async (settings: Partial<AccessTokenSettings>, by: SigningKey = key) =>
    (await signAccessToken(by, { ...SETTINGS, ...settings }, subject(), world.clock.now)).token;

  it("is taken when identity's key signed it for this gateway, in this session", async () => {
    await expectTaken(world, token);
    await expectTaken(world, await signed({}));
  });

  it("is worth nothing once it has expired, though it was taken a moment before", async () => {
    const before = world.clock.now;
    world.clock.now = before + 14 * 60_000;
    await expectTaken(world, token);
    world.clock.now = before + 15 * 60_000;
    await expectWorthless(world, token);
    world.clock.now = before;
  });

  it("is taken across a change of keys, the old one's until it expires and the new one's from the first", async () => {
    const before = world.clock.now;
    const identity = world.system.subgraphs.databaseOf("identity");
    const kid = await rotateSigningKey(identity, IDENTITY_SECRET, before);
    world.clock.now = before + 75_000;
    const { accessToken = "" } = await signIn(world.url, "legal.aurora");
    expect(read(accessToken.split(".")[0])).toMatchObject({ kid });
    await expectTaken(world, accessToken);
    await expectTaken(world, await signed({}));
    await expectTaken(world, token);
    world.clock.now = before;
  });

  it("is worth nothing for another audience or from another issuer", async () => {
    await expectWorthless(world, await signed({ audience: "https://elsewhere.example" }));
    await expectWorthless(world, await signed({ issuer: "https://elsewhere.example" }));
  });

  it("is worth nothing under another key, whatever name that key gives itself", async () => {
    const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" });
    for (const kid of [key.kid, "another", "../../../dev/null", ""])
      await expectWorthless(world, await signed({}, { kid, privateKey }));
  });

  it("is worth nothing unsigned, or signed with the public key as if it were a shared secret", async () => {
    const [, payload] = token.split(".");
    for (const alg of ["none", "None", "NONE"])
      await expectWorthless(world, `${part({ alg, typ: "at+jwt" })}.${payload}.`);
    const { keys } = (await (await fetch(`${world.url}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, string>[];
    };
    const jwk = keys.find(({ kid }) => kid === key.kid) ?? {};
    const publicKey = await importJWK(jwk, "EdDSA", { extractable: true });
    if (publicKey instanceof Uint8Array) throw new Error("not a public key");
    for (const secret of [jwk["x"] ?? "", await exportSPKI(publicKey)]) {
      const confused = new SignJWT({ ...read(payload) }).setProtectedHeader({
        alg: "HS256",
        typ: "at+jwt",
        kid: key.kid,
      });
      await expectWorthless(world, await confused.sign(new TextEncoder().encode(secret)));
    }
  });

  it("is worth nothing once any part of it was altered", async () => {
    const [header = "", payload = "", signature = ""] = token.split(".");
    const altered = [
      `${header}.${part({ ...read(payload), sub: "user-legal-cometa" })}.${signature}`,
      `${header}.${part({ ...read(payload), exp: 4_102_444_800 })}.${signature}`,
      `${part({ ...read(header), typ: "JWT" })}.${payload}.${signature}`,
      `${header}.${payload}.${Buffer.from("forged".repeat(11)).toString("base64url").slice(0, 86)}`,
      `${header}.${payload}`,
      "nonsense",
      "a".repeat(8_000),
    ];
    for (const forged of altered) await expectWorthless(world, forged);
  });

  it("is worth nothing of another kind than an access token, though identity's key signed it", async () => {
    const other = await new SignJWT({ sid: claims.sid })
      .setProtectedHeader({ alg: "EdDSA", kid: key.kid, typ: "JWT" })
      .setIssuer(SETTINGS.issuer)
      .setAudience(SETTINGS.audience)
      .setSubject(claims.sub)
      .setExpirationTime(Math.floor(world.clock.now / 1_000) + 600)
      .sign(key.privateKey);
    await expectWorthless(world, other);
  });

  it("speaks for no other person than the session's own", async () => {
    const { token: crossed } = await signAccessToken(
      key,
      SETTINGS,
      { userId: "user-legal-cometa", sessionId: claims.sid },
      world.clock.now,
    );
    await expectWorthless(world, crossed);
  });
});

eachWorld("a token that is refused", (world) => {
  const ENDED = "no.token.at-all";

  it("is told wherever the viewer is asked for, under whatever name, and only there and where one must sign in", async () => {
    const { body } = await post(
      world,
      ENDED,
      "{ __typename me: viewer { user { id } } ...V } fragment V on Query { viewer { grants { id } } }",
    );
    expect(body).toMatchObject({
      data: { __typename: "Query", me: null, viewer: null },
      errors: [
        { path: ["me"], extensions: { code: "UNAUTHENTICATED" } },
        { path: ["viewer"], extensions: { code: "UNAUTHENTICATED" } },
      ],
    });
    expect((await post(world, ENDED, "{ __typename }")).body).toEqual({ data: { __typename: "Query" } });
  });

  it("stands in nobody's way to another: public mutations still run", async () => {
    const { body } = await post(
      world,
      ENDED,
      `mutation { signIn(username: "legal.aurora", password: "${DEMO_PASSWORD}") { viewer { user { username } } } }`,
    );
    expect(body).toEqual({ data: { signIn: { viewer: { user: { username: "legal.aurora" } } } } });
  });

  it.each(["/schema.graphql", "/download/identity?file=x"])("is answered 401 by %s", async (path) => {
    const answer = await fetch(world.url + path, { headers: { authorization: `Bearer ${ENDED}` } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  it.each([
    ["none", undefined],
    ["one of another scheme", "Basic dXNlcjpwYXNzd29yZA=="],
    ["an empty one", "Bearer "],
  ])("is not %s: that is a stranger", async (_title, authorization) => {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (authorization !== undefined) headers["authorization"] = authorization;
    const answer = await fetch(`${world.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query: "{ viewer { user { id } } }" }),
    });
    expect(answer.headers.get("www-authenticate")).toBeNull();
    expect(await answer.json()).toEqual({ data: { viewer: null } });
  });
});

async function expectTaken(world: World, token: string): Promise<void> {
  expect(await new Persona(world.url, token).read(ASK)).toEqual({
    viewer: { user: { username: "legal.aurora" } },
    organization: { legalName: "Aurora Meccanica S.p.A." },
  });
}

const REFUSED = (coordinate: string) =>
  `${coordinate} needs a signed-in viewer, and the access token of this request is not valid any more: refresh the session, or sign in again`;

/** Told so, whatever is wrong with it, so that a client refreshes its session instead of keeping a stranger's answer. */
async function expectWorthless(world: World, token: string): Promise<void> {
  const { status, headers, body } = await post(world, token, ASK);
  expect(status).toBe(200);
  expect(headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  expect(body).toEqual({
    data: { viewer: null, organization: null },
    errors: ["viewer", "organization"].map((name) => ({
      message: REFUSED(`Query.${name}`),
      path: [name],
      extensions: { code: "UNAUTHENTICATED", coordinate: `Query.${name}` },
    })),
  });
}

async function post(world: World, token: string | undefined, query: string) {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${world.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
