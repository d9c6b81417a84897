import { Persona } from "../kit/persona";
import { until } from "../kit/processes";
import { startSmallGateway, type SmallGateway } from "./small-gateway";

const SDL = "type Query { greeting: String slow: String } type Mutation { greet: String }";

/** A gateway before one small subgraph, with metrics at a port of their own. */
describe("metrics", () => {
  const values = { greeting: "good day", greet: "done", slow: "at last" };
  let small: SmallGateway;
  let client: Persona;
  let figures: string;

  beforeAll(async () => {
    small = await startSmallGateway(SDL, values, { METRICS_PORT: "0" });
    client = new Persona(small.url);
    const told = small.log.find(({ msg }) => msg === "metrics are told here");
    figures = `${String(told?.["address"])}/metrics`;
  });
  afterAll(() => small.stop());

  /** The value of one series; 0 when it was never counted. */
  async function value(series: string): Promise<number> {
    const lines = (await (await fetch(figures)).text()).split("\n");
    return Number(lines.find((line) => line.startsWith(`${series} `))?.slice(series.length) ?? 0);
  }

  /** Waits for the figures of a request, which are taken when its connection has let go of it. */
  async function grows(series: string, ask: () => Promise<unknown>, by = 1): Promise<void> {
    const before = await value(series);
    await ask();
    await until(series, async () => (await value(series)) === before + by, 10_000);
  }

  it.each<[string, string, () => Promise<unknown>]>([
    ["a query", `{operation="query",status="200"}`, () => client.ask("{ greeting }")],
    ["a mutation", `{operation="mutation",status="200"}`, () => client.ask("mutation { greet }")],
    ["a document that is refused", `{operation="none",status="400"}`, () => client.ask("{ nothing }")],
    [
      "a body that is none",
      `{operation="none",status="415"}`,
      () =>
        fetch(`${small.url}/graphql`, {
          method: "POST",
          body: new Blob(["?"], { type: "x/y" }),
        }),
    ],
  ])("count %s by operation type and status", async (_title, labels, ask) => {
    await grows(`gateway_request_duration_seconds_count${labels}`, ask);
    expect(await value("gateway_requests_in_flight")).toBe(0);
  });

  it("time operations by name, and count the bytes that were answered", async () => {
    const series = `gateway_operation_duration_seconds_count{document="",name="Greet"}`;
    const bytes = await value(`gateway_answer_bytes_total{operation="query"}`);
    await grows(series, () => client.ask("query Greet { greeting }"));
    expect(await value(`gateway_answer_bytes_total{operation="query"}`)).toBeGreaterThan(bytes + 30);
    expect(await value("gateway_planner_queue")).toBe(0);
  });

  it("count names past the hundredth as one, since a client chooses them", async () => {
    for (let index = 0; index < 110; index++) await client.ask(`query N${index} { greeting }`);
    const other = `gateway_operation_duration_seconds_count{document="",name="other"}`;
    await until("the rest are other", async () => (await value(other)) >= 10);
    const text = await (await fetch(figures)).text();
    const names = text.matchAll(/gateway_operation_duration_seconds_count\{document="",name="([^"]*)"\}/g);
    expect([...names].length).toBeLessThanOrEqual(101);
  });

  it("count a client that left, and hold a request in flight until its end", async () => {
    const held = small.subgraph.hold("slow");
    const leaving = new AbortController();
    const asked = fetch(`${small.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ slow }" }),
      signal: leaving.signal,
    });
    await held.asked;
    expect(await value("gateway_requests_in_flight")).toBe(1);
    leaving.abort();
    await expect(asked).rejects.toThrow("aborted");
    await until("it is counted", async () =>
      (await (await fetch(figures)).text()).includes(
        `gateway_request_duration_seconds_count{operation="none",status="499"} 1`,
      ),
    );
    expect(await value("gateway_requests_in_flight")).toBe(0);
    held.release();
  });

  it("count errors by code, calls of a subgraph by how they ended, and what the plan cache said", async () => {
    await client.ask("{ again: greeting }");
    await grows(`gateway_plan_cache_total{result="hit"}`, () => client.ask("{ again: greeting }"));
    await grows(`gateway_plan_cache_total{result="miss"}`, () => client.ask("{ anew: greeting }"));
    const calls = `gateway_subgraph_call_duration_seconds_count{subgraph="small",operation="query",outcome`;
    await grows(`${calls}="answered"}`, () => client.ask("{ greeting }"));
    await grows(`gateway_errors_total{code="GRAPHQL_VALIDATION_FAILED"}`, () => client.ask("{ a b }"), 2);
    expect(await value("gateway_plan_cache_size")).toBeGreaterThan(2);
  });

  it("count readings of the supergraph, and start its plan cache anew", async () => {
    const reloads = (outcome: string) => `gateway_reloads_total{file="supergraph",outcome="${outcome}"}`;
    await grows(reloads("replaced"), () => small.publish(`${SDL} extend type Query { more: String }`));
    expect(await value("gateway_plan_cache_size")).toBe(0);
    await grows(reloads("refused"), () => small.write("nothing"));
  });

  it("tell of the process: event loop lag and memory", async () => {
    const text = await (await fetch(figures)).text();
    expect(text).toContain("nodejs_eventloop_lag_p99_seconds ");
    expect(text).toContain("process_resident_memory_bytes ");
  });

  it("have no label of a client's choosing", async () => {
    await client.ask("query ChosenByTheClient($chosen: String) { chosen: greeting }", {
      chosen: "ChosenValue",
    });
    await client.ask("query ChosenByTheClient { chosenField }");
    expect(await (await fetch(figures)).text()).not.toMatch(/chosen/i);
  });

  it("are not told beside the service when they have a port of their own", async () => {
    expect((await fetch(`${small.url}/metrics`)).status).toBe(404);
  });

  it.each([
    [{}, 404],
    [{ METRICS: "off", METRICS_PORT: "0" }, 404],
    [{ METRICS: "on" }, 200],
  ] as [Record<string, string>, number][])(
    "with %j are answered beside the service with %i",
    async (variables, status) => {
      const other = await startSmallGateway(SDL, values, variables);
      try {
        const response = await fetch(`${other.url}/metrics`);
        expect(response.status).toBe(status);
        if (status === 200) expect(response.headers.get("content-type")).toContain("text/plain");
      } finally {
        await other.stop();
      }
    },
  );
});
