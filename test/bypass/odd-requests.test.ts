import { callerWith } from "../access/callers";
import { eachWorld } from "../kit/world";
import { GuardedFederation } from "./guarded-federation";

eachWorld("requests that no client of ours would send", (world) => {
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${world.url}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  const SIGN_OUT = "mutation { endAllSessions(exceptCurrent: false) { ended } }";

  it("runs no mutation by GET, and no operation at all for what a foreign page's form could send", async () => {
    const persona = await world.as("employee.aurora");
    const authorization = `Bearer ${persona.accessToken}`;
    const query = `/graphql?query=${encodeURIComponent(SIGN_OUT)}`;
    for (const headers of [
      { authorization },
      { authorization, "content-type": "text/plain" },
      { authorization, "content-type": "application/json" },
      { authorization, "apollo-require-preflight": "true" },
    ] as Record<string, string>[])
      expect((await send(query, { headers })).status).toBeGreaterThanOrEqual(400);
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain; application/json",
    ]) {
      const body = JSON.stringify({ query: SIGN_OUT });
      const answer = await send("/graphql", {
        method: "POST",
        headers: { authorization, "content-type": type },
        body,
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
    expect((await persona.read("{ viewer { user { id } } }")).viewer.user.id).toBe("user-employee-aurora");
  });

  it("keeps to the rules by GET as by POST", async () => {
    const persona = await world.as("enduser.aurora");
    const query = encodeURIComponent(`{ mobileLine(id: "ml-aurora-1-00007") { sim { imsi } } }`);
    const { text } = await send(`/graphql?query=${query}`, {
      headers: { authorization: `Bearer ${persona.accessToken}`, "apollo-require-preflight": "true" },
    });
    expect(JSON.parse(text)).toMatchObject({
      data: { mobileLine: { sim: { imsi: null } } },
      errors: [{ extensions: { code: "FORBIDDEN", coordinate: "Sim.imsi" } }],
    });
  });

  it("refuses bombs of fragments and aliases before they reach the planner, and lives", async () => {
    const persona = await world.as("enduser.aurora");
    const fragments = Array.from(
      { length: 30 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ... on Query { ...F${n + 1} } }`,
    );
    const bombs = [
      `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { mobileLine(id: "x") { id } }`,
      `{ ${Array.from({ length: 1_500 }, (_, n) => `a${n}: mobileLine(id: "x") { id }`).join(" ")} }`,
      `{ mobileLine(id: "x") { ${"contract { organization { mobileLines { edges { node { ".repeat(8)} id ${"} } } } } ".repeat(8)} } }`,
    ];
    for (const bomb of bombs) {
      const { data, errors } = await persona.ask(bomb);
      expect(data).toBeUndefined();
      expect(errors.map(({ extensions }) => extensions["code"])).toEqual([
        expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/),
      ]);
    }
    expect((await persona.read("{ viewer { user { id } } }")).viewer.user.id).toBe("user-enduser-aurora");
  });
});

describe("plans that are kept", () => {
  const card = { id: "c-1", puk: "puk 1" };
  const serve = (rule: string) =>
    new GuardedFederation({
      subgraphs: {
        cards: {
          types: `type Query { card: Sim @signedIn } type Sim @key(fields: "id") { id: ID! puk: String ${rule} }`,
          resolvers: { Query: { card: () => card }, Sim: { __resolveReference: () => card } },
        },
      },
      scopePaths: { Sim: ({ id }: { id: string }) => ({ scopes: [{ kind: "MOBILE_CONTRACT", id }] }) },
    });
  const master = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
  const nobodySpecial = callerWith();
  const QUERY = "{ card { id puk } }";
  const REFUSED = { data: { card: { id: "c-1", puk: null } }, refused: { "card.puk": "FORBIDDEN" } };

  it("are not those of an older policy", async () => {
    expect(await serve("").ask(nobodySpecial, QUERY)).toEqual({ data: { card }, refused: {} });
    expect(await serve("@requiresProfile(anyOf: MOBILE_MASTER)").ask(nobodySpecial, QUERY)).toEqual(REFUSED);
  });

  it("are not shared by callers who hold different things, in whichever order they come", async () => {
    const federation = serve("@requiresProfile(anyOf: MOBILE_MASTER)");
    const shown = { data: { card }, refused: {} };
    for (const [caller, answer] of [
      [master, shown],
      [nobodySpecial, REFUSED],
      [master, shown],
    ] as const)
      expect(await federation.ask(caller, QUERY)).toEqual(answer);
  });

  it("fetch nothing for a field that the caller can meet nowhere", async () => {
    const federation = serve("@requiresProfile(anyOf: MOBILE_MASTER)");
    await federation.ask(nobodySpecial, QUERY);
    expect(federation.requests.join()).not.toContain("puk");
    await federation.ask(master, QUERY);
    expect(federation.requests.join()).toContain("puk");
  });
});
