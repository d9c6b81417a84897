import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { readTraceContext } from "../../runtime/trace-context";
import { endAll, freePorts, listening, start } from "../kit/processes";
import { startSmallGateway } from "./small-gateway";
import { startCollector, type CollectedSpan, type Collector } from "./collector";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SENDER = `00-${TRACE}-b7ad6b7169203331-01`;
const SIGN_IN = `mutation ($password: String!) {
  signIn(username: "nobody", password: $password) { userErrors { code } }
}`;

/** The traces of a signed-in read, and of a file. */
const [LOOKED_UP, FILE] = ["a".repeat(32), "b".repeat(32)];

async function ask(
  url: string,
  headers: Record<string, string>,
  query = "{ greeting }",
  password = "not-a-password-of-anyone",
): Promise<Record<string, Record<string, string> | undefined>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables: { password } }),
  });
  return ((await response.json()) as { data?: Record<string, Record<string, string>> }).data ?? {};
}

/** A gateway and identity as real processes, whose spans go to a collector of this test. */
describe("a trace", () => {
  let directory: string;
  let collector: Collector;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    collector = await startCollector();
    const [gatewayPort, identityPort] = await freePorts(2);
    const [url, identityUrl] = [`http://127.0.0.1:${gatewayPort}`, `http://127.0.0.1:${identityPort}`];
    const common = {
      DEMO: "true",
      LOG_LEVEL: "warn",
      SUBGRAPH_URLS: `identity=${identityUrl}/graphql`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    };
    const place = { ...common, DATA_DIR: directory };
    expect((await (await start("subgraphs/commands/seed-demo.js", [], place)).ended).code).toBe(0);
    const identity = await start("subgraphs/main.js", ["identity"], {
      ...place,
      PORT: String(identityPort),
    });
    await listening(identity, identityUrl);
    const gateway = await start("gateway/main.js", [], { ...common, PORT: String(gatewayPort) });
    await listening(gateway, url);
    await ask(url, { traceparent: SENDER, tracestate: "vendor=of-the-sender" }, SIGN_IN);
    await ask(url, {}, SIGN_IN);
    await readAsSomebody(url);
    // Ending sends what is not sent yet.
    for (const started of [gateway, identity])
      expect(await started.end("SIGTERM")).toEqual({ code: 0, signal: null });
  }, 180_000);
  afterAll(async () => {
    await endAll();
    await collector.stop();
    await rm(directory, { recursive: true });
  });

  /** Somebody signs in, reads and takes a file; each in a trace of its own. */
  async function readAsSomebody(url: string): Promise<void> {
    const signedIn = await ask(
      url,
      { traceparent: SENDER.replace(TRACE, "1".repeat(32)) },
      SIGN_IN.replace('"nobody"', '"legal.aurora"').replace("userErrors { code }", "accessToken"),
      DEMO_PASSWORD,
    );
    const authorization = `Bearer ${signedIn["signIn"]?.["accessToken"]}`;
    const asking = (trace: string) => ({ authorization, traceparent: SENDER.replace(TRACE, trace) });
    await ask(url, asking(LOOKED_UP), "{ viewer { user { id } } }");
    const EXPORT = 'mutation { exportUsers(organizationId: "org-aurora") { url } }';
    const { exportUsers } = await ask(url, asking("2".repeat(32)), EXPORT);
    const file = await fetch(new URL(exportUsers?.["url"] ?? "", url), { headers: asking(FILE) });
    expect([file.status, (await file.text()).slice(0, 3)]).toEqual([200, "id,"]);
  }

  const find = (name: string, traceId = TRACE): CollectedSpan => {
    const found = collector.spans.find((span) => span.name === name && span.traceId === traceId);
    if (found === undefined)
      throw new Error(`No span ${name} among ${JSON.stringify(collector.spans, null, 1)}`);
    return found;
  };

  it("goes from the sender through the gateway, its plan and its call, to the subgraph", () => {
    const request = find("graphql", TRACE);
    expect(request).toMatchObject({ service: "gateway", kind: 2, parentSpanId: "b7ad6b7169203331" });
    expect(request.traceState).toBe("vendor=of-the-sender");
    expect(request.attributes).toEqual({
      "graphql.operation.type": "mutation",
      "http.response.status_code": 200,
    });
    expect(find("plan")).toMatchObject({ service: "gateway", parentSpanId: request.spanId });
    const call = find("subgraph identity");
    expect(call).toMatchObject({ service: "gateway", kind: 3, parentSpanId: request.spanId });
    const served = collector.spans.find(({ parentSpanId }) => parentSpanId === call.spanId);
    expect(served).toMatchObject({ service: "identity", kind: 2, name: "graphql", traceId: TRACE });
  });

  it("goes on to identity's word on who asks, which is the first request's that wants it", () => {
    const request = find("graphql", LOOKED_UP);
    const lookups = collector.spans.filter(
      ({ service, name, traceId }) => service === "identity" && name === "internal" && traceId === LOOKED_UP,
    );
    expect(lookups.map(({ parentSpanId }) => parentSpanId)).toEqual([request.spanId]);
  });

  it("goes with a file to the subgraph that it comes from", () => {
    const spans = collector.spans.filter(({ traceId }) => traceId === FILE);
    const [atGateway] = spans.filter(({ service }) => service === "gateway");
    expect(atGateway).toMatchObject({ name: "download", attributes: { "http.response.status_code": 200 } });
    const atIdentity = spans.filter(({ service }) => service === "identity");
    expect(atIdentity.map(({ name }) => name).toSorted()).toEqual(["download", "internal"]);
    expect(atIdentity.map(({ parentSpanId }) => parentSpanId)).toEqual([
      atGateway?.spanId,
      atGateway?.spanId,
    ]);
  });

  it("begins at the gateway where its sender has none", () => {
    const roots = collector.spans.filter(
      ({ service, name, parentSpanId }) => service === "gateway" && name === "graphql" && !parentSpanId,
    );
    expect(roots).toHaveLength(1);
    expect(roots[0]!.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(roots[0]!.traceId).not.toBe(TRACE);
  });

  it("holds no document, variable or password", () => {
    expect(JSON.stringify(collector.spans)).not.toMatch(
      /not-a-password|nobody|signIn|legal\.aurora|org-aurora/,
    );
  });
});

describe("a gateway without a collector", () => {
  it("lets its client's trace through to the subgraph, and makes none", async () => {
    const small = await startSmallGateway("type Query { greeting: String }", { greeting: "good day" });
    try {
      await ask(small.url, { traceparent: SENDER, tracestate: "vendor=of-the-sender" });
      await ask(small.url, { traceparent: "made up" });
      const sent = small.subgraph.requests.map(({ traceparent, tracestate }) => [traceparent, tracestate]);
      expect(sent).toEqual([
        [SENDER, "vendor=of-the-sender"],
        [undefined, undefined],
      ]);
    } finally {
      await small.stop();
    }
  });
});

describe("traceparent", () => {
  it.each([
    [SENDER, SENDER],
    [`${SENDER.replace("00-", "01-")}-later`, SENDER.replace("00-", "01-")],
  ])("is read from %s", (sent, read) => {
    expect(readTraceContext({ traceparent: sent })).toEqual({ traceparent: read });
  });

  it.each([
    [undefined],
    [""],
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"],
    [`00-${"0".repeat(32)}-b7ad6b7169203331-01`],
    [`00-${TRACE}-${"0".repeat(16)}-01`],
    [`ff-${TRACE}-b7ad6b7169203331-01`],
    [SENDER.toUpperCase()],
    [`${SENDER}\r\nx-injected: 1`],
  ])("is nothing where %j is sent", (sent) => {
    expect(readTraceContext({ traceparent: sent })).toBeUndefined();
  });

  it("comes without a state that is longer than any vendor needs", () => {
    expect(readTraceContext({ traceparent: SENDER, tracestate: `a=${"x".repeat(600)}` })).toEqual({
      traceparent: SENDER,
    });
  });
});
