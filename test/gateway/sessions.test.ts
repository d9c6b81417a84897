import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { Persona, signIn, TOKEN_REFUSED } from "../kit/persona";
import { eachWorld, type World } from "../kit/world";

const SIGN_IN = `mutation ($username: String!, $password: String!) { signIn(username: $username, password: $password) {
  accessToken refreshToken expiresAt userErrors { code message field }
  viewer { user { id username email status } grants { profile scope { kind id } services } }
} }`;
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) {
  accessToken refreshToken viewer { user { username } } userErrors { code message }
} }`;
const WHO = "{ viewer { user { username } } }";

const tokens = async (world: World, username: string) =>
  (await world.anonymous.read(SIGN_IN, { username, password: DEMO_PASSWORD })).signIn;

eachWorld("sessions through the gateway", (world) => {
  it("signs in and shows at once who it is and what they may do", async () => {
    expect(await tokens(world, "additional.aurora")).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refreshToken: expect.any(String),
      expiresAt: "2026-06-15T10:15:00.000Z",
      userErrors: [],
      viewer: {
        user: {
          id: "user-additional-aurora",
          username: "additional.aurora",
          email: "cristina.vaccaro@aurora-meccanica.example",
          status: "ACTIVE",
        },
        grants: [
          {
            profile: "MOBILE_ADDITIONAL",
            scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
            services: ["INVENTORY", "USAGE"],
          },
        ],
      },
    });
  });

  it("answers a wrong password, an unknown user and an invited one alike, and signs none of them in", async () => {
    const tries = [
      { username: "legal.aurora", password: "Area-Clienti-2025!" },
      { username: "nobody.aurora", password: DEMO_PASSWORD },
      { username: "giulia.rossi", password: DEMO_PASSWORD },
      { username: "legal.aurora' OR '1'='1", password: "' OR '1'='1" },
      { username: "", password: "" },
    ];
    for (const attempt of tries) {
      expect(await world.anonymous.ask(SIGN_IN, attempt)).toEqual({
        status: 200,
        errors: [],
        refused: {},
        data: {
          signIn: {
            accessToken: null,
            refreshToken: null,
            expiresAt: null,
            viewer: null,
            userErrors: [
              { code: "UNAUTHENTICATED", message: "The user name or the password is wrong.", field: null },
            ],
          },
        },
      });
    }
  });

  it("rotates the refresh token; whoever presents an old one ends the session for both", async () => {
    const first = await tokens(world, "owner.aurora");
    const refresh = async (token: string) => (await world.anonymous.read(REFRESH, { token })).refreshSession;
    const second = await refresh(first.refreshToken);
    expect(second).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      viewer: { user: { username: "owner.aurora" } },
      userErrors: [],
    });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const third = await refresh(second.refreshToken);
    const over = {
      accessToken: null,
      refreshToken: null,
      viewer: null,
      userErrors: [{ code: "UNAUTHENTICATED", message: "This session has ended. Sign in again." }],
    };
    expect(await refresh(first.refreshToken)).toEqual(over);
    expect(await refresh(third.refreshToken)).toEqual(over);
    expect(await new Persona(world.url, third.accessToken).ask(WHO)).toMatchObject(TOKEN_REFUSED);
  });

  it("gives the next token again to the client that lost it, not to another one, whose try ends nothing", async () => {
    const browser = new Persona(world.url, undefined, { "user-agent": "Browser/1" });
    const thief = new Persona(world.url, undefined, { "user-agent": "Thief/1" });
    const { signIn: first } = await browser.read(SIGN_IN, {
      username: "master.two",
      password: DEMO_PASSWORD,
    });
    const refresh = async (persona: Persona, token: string) =>
      (await persona.read(REFRESH, { token })).refreshSession;
    const second = await refresh(browser, first.refreshToken);
    // Nor does it say that the session has ended.
    expect((await refresh(thief, first.refreshToken)).userErrors).toEqual([
      {
        code: "UNAUTHENTICATED",
        message:
          "Another device has just used this refresh token, and its session goes on. Sign in again on this one.",
      },
    ]);
    expect((await refresh(browser, first.refreshToken)).refreshToken).toBe(second.refreshToken);
    expect((await refresh(browser, second.refreshToken)).userErrors).toEqual([]);
  });

  it("refuses the access token of a session that signed out, at the very next request", async () => {
    const persona = await signIn(world.url, "employee.aurora");
    const other = await signIn(world.url, "employee.aurora");
    expect(await persona.read(WHO)).toEqual({ viewer: { user: { username: "employee.aurora" } } });
    expect(await persona.read("mutation { signOut { userErrors { code } } }")).toEqual({
      signOut: { userErrors: [] },
    });
    const after = await persona.ask('{ viewer { user { username } } organization(id: "org-aurora") { id } }');
    expect(after.data).toEqual({ viewer: null, organization: null });
    expect(after.refused).toEqual({ viewer: "UNAUTHENTICATED", organization: "UNAUTHENTICATED" });
    expect(await other.read(WHO)).toEqual({ viewer: { user: { username: "employee.aurora" } } });
  });

  it("believes no client what address it comes from", async () => {
    const liar = new Persona(world.url, undefined, { "x-forwarded-for": "198.51.100.8" });
    const { signIn: session } = await liar.read(SIGN_IN, {
      username: "standard.aurora",
      password: DEMO_PASSWORD,
    });
    const { viewer } = await new Persona(world.url, session.accessToken).read(
      "{ viewer { sessions { ipAddress } } }",
    );
    expect(viewer.sessions).toEqual([{ ipAddress: "127.0.0.1" }]);
  });

  it("opens to nobody in particular what is public, and says of everything else that one must sign in", async () => {
    const answer = await world.anonymous.ask(`{
      __typename
      viewer { user { id } grants { id } }
      organization(id: "org-aurora") { id legalName }
      holding(id: "hold-levante") { name }
      mobileContract(id: "mc-aurora-1") { number }
      mobileLine(id: "ml-aurora-1-00007") { sim { puk } }
      unknown: mobileLine(id: "nobody") { id }
    }`);
    expect(answer.data).toEqual({
      __typename: "Query",
      viewer: null,
      organization: null,
      holding: null,
      mobileContract: null,
      mobileLine: null,
      unknown: null,
    });
    expect(answer.errors).toHaveLength(5);
    const refusal = (path: string, coordinate: string) => ({
      message: `${coordinate} needs a signed-in viewer`,
      path: [path],
      extensions: { code: "UNAUTHENTICATED", coordinate },
    });
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        refusal("organization", "Query.organization"),
        refusal("holding", "Query.holding"),
        refusal("mobileContract", "Query.mobileContract"),
        refusal("mobileLine", "Query.mobileLine"),
        refusal("unknown", "Query.mobileLine"),
      ]),
    );
  });

  it("runs the fields of a mutation in order, each as whoever the caller is by then", async () => {
    const persona = await signIn(world.url, "employee.aurora");
    const answer = await persona.ask(`mutation {
      before: endSession(id: "nobody") { userErrors { code } }
      signOut { userErrors { code } }
      after: endSession(id: "nobody") { userErrors { code } }
      ended: endAllSessions { ended }
    }`);
    expect(answer.data).toEqual({
      before: { userErrors: [{ code: "NOT_FOUND" }] },
      signOut: { userErrors: [] },
      after: null,
      ended: null,
    });
    expect(Object.keys(answer.data)).toEqual(["before", "signOut", "after", "ended"]);
    expect(answer.refused).toEqual({ after: "UNAUTHENTICATED", ended: "UNAUTHENTICATED" });
  });

  it("signs a person in midway for their own payload only: what follows is still the request's", async () => {
    const answer = await world.anonymous.ask(
      `mutation ($username: String!, $password: String!) {
        signIn(username: $username, password: $password) { viewer { user { username } } }
        signOut { userErrors { code } }
      }`,
      { username: "legal.cometa", password: DEMO_PASSWORD },
    );
    expect(answer.data).toEqual({
      signIn: { viewer: { user: { username: "legal.cometa" } } },
      signOut: null,
    });
    expect(answer.refused).toEqual({ signOut: "UNAUTHENTICATED" });
  });
});
