import type { AddressInfo } from "node:net";
import { createOpener, createSealer, DEMO_SEAL_SECRET } from "../../schema/access/seal";
import { appendEnvelope } from "../../schema/access/sealed-body";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { serveSubgraph } from "../../subgraphs/shared/serving/serve";
import type { ExecutableSubgraph } from "../../subgraphs/shared/serving/executable";
import { anonymousCaller, type Caller } from "../../schema/access/caller";
import { AT, callerWith } from "../access/callers";

const SECRET = "a secret for tests that is long enough";
const FACTS = { requestId: "request-1", userAgent: null, ipAddress: null, acceptLanguage: null };
const master = callerWith({ profile: "MOBILE_MASTER", on: "c-1" });
const PUK = JSON.stringify({ query: "{ puk }" });
const ENTITIES = JSON.stringify({
  query: "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
  variables: { r: [{ __typename: "User", id: "user-1" }] },
});
const SERVICE = JSON.stringify({ query: "{ _service { sdl } }" });
const FILE = JSON.stringify({ token: "of a file" });
const CALLER = JSON.stringify({ name: "caller", input: { userId: "user-1", sessionId: "session-1" } });

/** What got as far as the subgraph: who, and what for. */
const reached: [string | null, unknown][] = [];
const subgraph: ExecutableSubgraph = {
  name: "mobile-inventory",
  execute(request, caller: Caller) {
    reached.push([caller.userId, request.query]);
    return Promise.resolve({ data: {} });
  },
  internal(name, _input, caller) {
    reached.push([caller?.userId ?? null, name]);
    return Promise.resolve(null);
  },
  download(token, caller) {
    reached.push([caller.userId, token]);
    return Promise.resolve(null);
  },
};

describe("a subgraph that is called directly", () => {
  const clock = { now: AT };
  let app: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    const opener = createOpener(SECRET, "mobile-inventory");
    app = serveSubgraph({
      subgraph,
      opener,
      now: () => clock.now,
      logger: pino({ level: "silent" }),
      state: () => Promise.resolve("well"),
    });
    await app.listen({ port: 0, host: "127.0.0.1" });
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterAll(() => app.close());
  beforeEach(() => {
    reached.splice(0);
    clock.now = AT;
  });

  async function send(body: string, path = "/graphql", type = "application/json") {
    const response = await fetch(url + path, { method: "POST", headers: { "content-type": type }, body });
    return { status: response.status, text: await response.text() };
  }
  const sealed = (
    body: string,
    secret = SECRET,
    audience = "mobile-inventory",
    caller: Caller | null = master,
  ) =>
    appendEnvelope(body, createSealer(secret, "gateway").seal({ caller, facts: FACTS }, audience, body, AT));
  const REFUSED = { status: 401, text: JSON.stringify({ message: "Requests need a sealed caller" }) };

  it("answers what the gateway sealed, to the sealed caller", async () => {
    expect(await send(sealed(PUK))).toEqual({ status: 200, text: '{"data":{}}' });
    expect(reached).toEqual([["user-1", "{ puk }"]]);
  });

  it.each([
    ["no envelope", PUK],
    ["no envelope, asking for _entities", ENTITIES],
    ["no envelope, asking for _service", SERVICE],
    ["an empty body", ""],
    ["an envelope that is no envelope", appendEnvelope(PUK, "nonsense")],
    ["an envelope under another secret", sealed(PUK, "another secret that is long enough")],
    ["an envelope under the demo's public secret", sealed(PUK, DEMO_SEAL_SECRET)],
    ["an envelope for another subgraph", sealed(PUK, SECRET, "identity")],
    ["an envelope for another subgraph that says it is for this one", forgedAudience()],
    ["an envelope with another caller put in", forgedCaller()],
    ["another query under the same envelope", sealed(PUK).replace("{ puk }", "{ imsi }")],
    [
      "variables put in beside the sealed query",
      sealed(PUK).replace('{"query"', '{"variables":{"id":"c-2"},"query"'),
    ],
    [
      "a second query after the sealed one",
      sealed(PUK).replace(',"extensions"', ',"query":"{ imsi }","extensions"'),
    ],
    ["white space put in", sealed(PUK).replace('{"query"', '{ "query"')],
    ["members after the envelope", `${sealed(PUK).slice(0, -1)},"query":"{ imsi }"}`],
    ["the envelope as the only member", `{${sealed(PUK).slice(sealed(PUK).indexOf('"extensions"'))}`],
  ])("refuses %s, and runs nothing", async (_title, body) => {
    expect(await send(body)).toEqual(REFUSED);
    expect(reached).toEqual([]);
  });

  it("refuses a replay after 30 seconds, at the other door, or as another content type", async () => {
    clock.now = AT + 30_000;
    expect(await send(sealed(PUK))).toEqual(REFUSED);
    clock.now = AT;
    expect(await send(PUK, "/internal")).toEqual(REFUSED);
    expect(await send(CALLER, "/internal")).toEqual(REFUSED);
    expect(await send(FILE, "/download")).toEqual(REFUSED);
    expect(await send(sealed(FILE, SECRET, "identity"), "/download")).toEqual(REFUSED);
    expect((await send(sealed(PUK), "/graphql", "text/plain")).status).toBe(415);
    expect((await fetch(`${url}/graphql?query={puk}`)).status).toBe(404);
    expect(reached).toEqual([]);
  });

  it("takes a null caller for nobody on /graphql, never for the system", async () => {
    await send(sealed(PUK, SECRET, "mobile-inventory", null));
    await send(sealed(PUK, SECRET, "mobile-inventory", anonymousCaller(AT)));
    expect(reached).toEqual([
      [null, "{ puk }"],
      [null, "{ puk }"],
    ]);
  });

  it("drops grants that ran out between sealing and opening from the caller that it opens", () => {
    const stale = { ...master, grants: master.grants.map((grant) => ({ ...grant, validUntil: AT })) };
    const body = PUK;
    const envelope = createSealer(SECRET, "gateway").seal(
      { caller: stale, facts: FACTS },
      "mobile-inventory",
      body,
      AT,
    );
    expect(createOpener(SECRET, "mobile-inventory").open(envelope, body, AT).caller?.grants).toEqual([]);
  });

  function forgedAudience(): string {
    return rewritten(sealed(PUK, SECRET, "identity"), (claims) => ({ ...claims, aud: "mobile-inventory" }));
  }
  function forgedCaller(): string {
    const legal = callerWith({ profile: "LEGAL_REP", on: "o-1" });
    return rewritten(sealed(PUK), (claims) => ({ ...claims, caller: legal }));
  }
});

/** The body with its claims changed and the old signature kept. */
function rewritten(body: string, change: (claims: Record<string, unknown>) => object): string {
  const [, payload, signature] = /"caller":"([\w-]+)\.([\w-]+)"\}\}$/.exec(body)!;
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString()) as Record<string, unknown>;
  const forged = Buffer.from(JSON.stringify(change(claims))).toString("base64url");
  return body.replace(`${payload}.${signature}`, `${forged}.${signature}`);
}
