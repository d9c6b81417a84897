import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { TOKEN_REFUSED, Persona } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";

const PORTAL = "https://portal.example";
const NAME = "__Host-session";
const TOKENS = "{ accessToken refreshToken viewer { user { username } } userErrors { code message } }";
const SIGN_IN = `mutation { signIn(username: "legal.aurora", password: "${DEMO_PASSWORD}") ${TOKENS} }`;
const REFRESH = `mutation { refreshSession ${TOKENS} }`;
const WHO = "{ viewer { user { username } } }";

/** A browser: it keeps the cookie and no script of the page can read it. */
class Browser {
  cookie: string | undefined;
  /** The last Set-Cookie, as it came. */
  set: string | undefined;

  constructor(
    private readonly world: World,
    private readonly headers: Readonly<Record<string, string>> = { "x-session": "cookie" },
  ) {}

  async ask(query: string, more: Readonly<Record<string, string>> = {}) {
    const headers = { "content-type": "application/json", ...this.headers, ...more };
    const response = await fetch(`${this.world.url}/graphql`, {
      method: "POST",
      headers: this.cookie === undefined ? headers : { ...headers, cookie: `${NAME}=${this.cookie}` },
      body: JSON.stringify({ query }),
    });
    [this.set] = response.headers.getSetCookie();
    if (this.set !== undefined) {
      const value = new RegExp(`^${NAME}=([^;]*)`).exec(this.set)?.[1] ?? "";
      this.cookie = value === "" ? undefined : decodeURIComponent(value);
    }
    return (await response.json()) as Awaited<ReturnType<Persona["ask"]>>;
  }
}

eachWorld(
  "a session that a browser holds in a cookie",
  (world) => {
    it("shows scripts no refresh token, and is refreshed without one", async () => {
      const browser = new Browser(world);
      const { data } = await browser.ask(SIGN_IN);
      expect(data.signIn).toMatchObject({
        refreshToken: null,
        accessToken: expect.any(String),
        userErrors: [],
      });
      expect(browser.set).toMatch(
        /^__Host-session=[\w.-]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      const first = browser.cookie;
      const refreshed = await browser.ask(REFRESH);
      expect(refreshed.data.refreshSession).toEqual({
        refreshToken: null,
        accessToken: expect.any(String),
        viewer: { user: { username: "legal.aurora" } },
        userErrors: [],
      });
      expect(browser.cookie).not.toBe(first);
      expect((await browser.ask(REFRESH)).data.refreshSession.userErrors).toEqual([]);
    });

    it("is held whatever of the payload is asked for", async () => {
      const browser = new Browser(world);
      await browser.ask(
        `mutation { s: signIn(username: "legal.aurora", password: "${DEMO_PASSWORD}") { __typename } }`,
      );
      expect(browser.cookie).toEqual(expect.any(String));
    });

    it("ends with the sign-out, and the browser forgets it", async () => {
      const browser = new Browser(world);
      const { accessToken } = (await browser.ask(SIGN_IN)).data.signIn;
      const held = browser.cookie;
      const bearer = { authorization: `Bearer ${accessToken}` };
      await browser.ask("mutation { signOut { userErrors { code } } }", bearer);
      expect(browser.set).toContain("Max-Age=0");
      expect(browser.cookie).toBeUndefined();
      expect(await new Persona(world.url, accessToken).ask(WHO)).toMatchObject(TOKEN_REFUSED);
      browser.cookie = held;
      expect((await browser.ask(REFRESH)).data.refreshSession.userErrors).toEqual([
        { code: "UNAUTHENTICATED", message: "This session has ended. Sign in again." },
      ]);
    });

    it("counts for nothing without the header, which no form and no page of another site can send", async () => {
      const browser = new Browser(world);
      await browser.ask(SIGN_IN);
      const forged = new Browser(world, {});
      forged.cookie = browser.cookie;
      const { data } = await forged.ask(REFRESH);
      expect(data.refreshSession).toMatchObject({
        accessToken: null,
        userErrors: [{ code: "UNAUTHENTICATED" }],
      });
      expect(forged.set).toBeUndefined();
      const preflight = (origin: string) =>
        fetch(`${world.url}/graphql`, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,x-session",
          },
        });
      const own = await preflight(PORTAL);
      expect(own.headers.get("access-control-allow-origin")).toBe(PORTAL);
      expect(own.headers.get("access-control-allow-credentials")).toBe("true");
      const foreign = await preflight("https://elsewhere.example");
      expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
    });

    it("is not set for a client that keeps its own tokens", async () => {
      const phone = new Browser(world, {});
      const { data } = await phone.ask(SIGN_IN);
      expect(data.signIn.refreshToken).toEqual(expect.any(String));
      expect(phone.set).toBeUndefined();
    });
  },
  { CORS_ORIGINS: PORTAL },
);

eachWorld(
  "a phone that changes networks as its answer is lost",
  (world) => {
    const at = (address: string, userAgent = "Phone/1") =>
      new Persona(world.url, undefined, { "x-forwarded-for": address, "user-agent": userAgent });
    const refresh = async (persona: Persona, token: string) =>
      (
        await persona.read(`mutation ($token: String!) { refreshSession(refreshToken: $token) ${TOKENS} }`, {
          token,
        })
      ).refreshSession;

    it("gets the same answer within a minute from its new address, and its session ends if it comes later", async () => {
      const { signIn } = await at("203.0.113.7").read(SIGN_IN);
      const lost = await refresh(at("203.0.113.7"), signIn.refreshToken);
      world.clock.now += 59_000;
      const again = await refresh(at("2001:db8::7"), signIn.refreshToken);
      expect(again).toMatchObject({ refreshToken: lost.refreshToken, userErrors: [] });
      world.clock.now += 61_000;
      const ended = { userErrors: [{ message: "This session has ended. Sign in again." }] };
      expect(await refresh(at("2001:db8::7"), signIn.refreshToken)).toMatchObject(ended);
      expect(await refresh(at("2001:db8::7"), lost.refreshToken)).toMatchObject(ended);
    });
  },
  { TRUST_PROXY: "127.0.0.1" },
);
