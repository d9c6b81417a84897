import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSealer } from "../../schema/access/seal";
import { appendEnvelope } from "../../schema/access/sealed-body";
import { describeError } from "../../runtime/logger";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { endAll, freePorts, listening, start, until, type Started } from "../kit/processes";
import { startSmallGateway, type SmallGateway } from "./small-gateway";

/** What a request is called: the process, and its number there. */
const ID = /^[\w-]{16}-[0-9a-z]+$/;

describe("the log of a gateway", () => {
  let small: SmallGateway;
  beforeAll(async () => {
    small = await startSmallGateway("type Query { greeting: String broken: String! }", {
      greeting: "good day",
    });
  });
  afterAll(() => small.stop());

  async function ask(query: string): Promise<string> {
    const response = await fetch(`${small.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    await response.text();
    const id = response.headers.get("x-request-id");
    expect(id).toMatch(ID);
    return id!;
  }

  const linesAbout = async (id: string) => {
    await until("it is logged", () => small.log.some(({ requestId }) => requestId === id));
    return small.log.filter(({ requestId }) => requestId === id);
  };

  it("has a line for each request at debug level, under the id that the client was answered with", async () => {
    const [one, other] = [await ask("{ greeting }"), await ask("{ nothing }")];
    expect(one).not.toBe(other);
    expect(await linesAbout(one)).toEqual([
      expect.objectContaining({ level: 20, msg: "request", operation: "query", status: 200, codes: [] }),
    ]);
    expect(await linesAbout(other)).toEqual([
      expect.objectContaining({ level: 20, status: 400, codes: ["GRAPHQL_VALIDATION_FAILED"] }),
    ]);
  });

  it("warns of a request that the system failed", async () => {
    await small.subgraph.stop();
    expect(await linesAbout(await ask("{ greeting }"))).toEqual([
      expect.objectContaining({ level: 40, msg: "request", status: 200, codes: ["SUBGRAPH_UNAVAILABLE"] }),
    ]);
  });

  it("answers an id with everything else too", async () => {
    for (const path of ["/health", "/ready", "/nothing", "/%2e%2e/%ZZ"])
      expect((await fetch(small.url + path)).headers.get("x-request-id")).toMatch(ID);
  });
});

describe("an error in a log", () => {
  it("is its kind, message, code and stack, and those of its causes; nothing that hangs from it", () => {
    const cause = Object.assign(new TypeError("of the driver"), { parameters: ["secret"], code: "ER_DUP" });
    const error = Object.assign(new Error("outer", { cause }), { headers: { authorization: "secret" } });
    expect(describeError(error)).toEqual({
      type: "Error",
      message: "outer",
      stack: expect.stringContaining("outer"),
      cause: { type: "TypeError", message: "of the driver", code: "ER_DUP", stack: expect.any(String) },
    });
    expect(describeError("secret")).toEqual({ type: "string" });
  });

  it("ends although its causes go round", () => {
    const error = new Error("round");
    error.cause = error;
    expect(JSON.stringify(describeError(error)).split('"message":"round"').length).toBe(6);
  });
});

/** Gateway and identity as real processes, told to log everything. */
describe("the logs of real processes at their most talkative", () => {
  const SECRETS = {
    SEAL_SECRET: "the seal secret that no log shows, long enough",
    IDENTITY_SECRET: "the identity secret that no log shows, long enough",
  };
  let directory: string;
  let gateway: Started;
  let identity: Started;
  let url: string;
  let identityUrl: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const [gatewayPort, identityPort] = await freePorts(2);
    url = `http://127.0.0.1:${gatewayPort}`;
    identityUrl = `http://127.0.0.1:${identityPort}`;
    const common = {
      ...SECRETS,
      LOG_LEVEL: "trace",
      DATA_DIR: directory,
      SUBGRAPH_URLS: `identity=${identityUrl}/graphql`,
    };
    const demo = await start("subgraphs/commands/seed-demo.js", [], common);
    expect((await demo.ended).code).toBe(0);
    identity = await start("subgraphs/main.js", ["identity"], { ...common, PORT: String(identityPort) });
    await listening(identity, identityUrl);
    gateway = await start("gateway/main.js", [], { ...common, PORT: String(gatewayPort) });
    await listening(gateway, url);
  }, 240_000);
  afterAll(async () => {
    await endAll();
    await rm(directory, { recursive: true });
  });

  it("show no password, token, secret or variable, and the request's id on every line about one", async () => {
    const ask = async (query: string, variables: object, token = "") => {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: Record<string, Record<string, string>> };
    };
    const { data } = await ask(
      `mutation ($username: String!, $password: String!) {
        signIn(username: $username, password: $password) { accessToken refreshToken }
      }`,
      { username: "legal.aurora", password: DEMO_PASSWORD },
    );
    const { accessToken = "", refreshToken = "" } = data["signIn"]!;
    expect(accessToken).not.toBe("");
    const line = { id: "id-of-the-variables" };
    await ask("query ($id: ID!) { organization(id: $id) { legalName } }", line, accessToken);
    await ask("query ($id: ID!) { mobileLine(id: $id) { msisdn } }", line, accessToken);
    await ask("query ($id: Int!) { mobileLine(id: $id) { msisdn } }", line, accessToken);
    // Sealed, but no request that identity knows.
    const body = JSON.stringify({ name: "nothing", input: "input-of-the-call" });
    const facts = {
      requestId: "the-id-of-the-request",
      userAgent: null,
      ipAddress: null,
      acceptLanguage: null,
    };
    const envelope = createSealer(SECRETS.SEAL_SECRET, "gateway").seal(
      { caller: null, facts },
      "identity",
      body,
      Date.now(),
    );
    await fetch(`${identityUrl}/internal`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: appendEnvelope(body, envelope),
    });
    const REQUESTS = 4;
    const lines = () =>
      `${gateway.output}${identity.output}`
        .split("\n")
        .filter(Boolean)
        .map((text) => JSON.parse(text) as Record<string, unknown>);
    await until("all is logged", () => lines().filter(({ msg }) => msg === "request").length >= REQUESTS);
    await until("identity has logged", () => identity.output.includes("the-id-of-the-request"));

    const secrets = [
      DEMO_PASSWORD,
      accessToken,
      accessToken.split(".")[2]!,
      refreshToken,
      ...Object.values(SECRETS),
      "id-of-the-variables",
      "input-of-the-call",
      "legal.aurora",
    ];
    const shown = secrets.filter((secret) => `${gateway.output}${identity.output}`.includes(secret));
    expect(shown).toEqual([]);
    const about = lines().filter(({ msg }) => msg === "request" || msg === "unexpected error");
    expect(about.length).toBeGreaterThan(REQUESTS);
    expect(about.filter(({ requestId }) => typeof requestId !== "string")).toEqual([]);
  });
});
