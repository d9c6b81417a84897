import Fastify, { type FastifyInstance } from "fastify";
import { answerDownloads } from "../../gateway/http/downloads";
import { answerTransportErrors } from "../../gateway/http/transport-errors";
import { recordDownloads } from "../../gateway/observe/download-record";
import { createGatewayMetrics } from "../../gateway/observe/metrics";
import { anonymousCaller, freezeCaller } from "../../schema/access/caller";
import { UnavailableError } from "../../schema/errors";
import { until } from "../kit/processes";

const ADA = freezeCaller({ userId: "ada", sessionId: "s1", organizationIds: [], grants: [], at: 1 });

/** The door of downloads with files of this test behind it. */
describe("downloads in the metrics", () => {
  const metrics = createGatewayMetrics(() => ({ held: 0, waiting: 0 }));
  let app: FastifyInstance;
  let url: string;
  let ended = 0;

  const files: Readonly<Record<string, () => AsyncGenerator<string>>> = {
    async *whole() {
      yield await Promise.resolve("all of it");
    },
    async *broken() {
      yield await Promise.resolve("the beginning");
      throw new Error("the right to it has ended");
    },
    async *endless() {
      try {
        for (;;) yield await new Promise<string>((resolve) => setTimeout(() => resolve("and on"), 10));
      } finally {
        ended += 1;
      }
    },
  };

  beforeAll(async () => {
    app = Fastify({ forceCloseConnections: true });
    answerTransportErrors(app, 1_000);
    const caller = (authorization: string | undefined) =>
      Promise.resolve({
        caller: authorization === undefined ? anonymousCaller(1) : ADA,
        isStale: false,
        isRefused: false,
      });
    answerDownloads(app, {
      callers: {
        resolve: caller,
        resolveNow: caller,
      },
      open: ({ token }) => {
        if (token === "away") return Promise.reject(new UnavailableError("The file cannot be had just now"));
        const file = files[token];
        if (file === undefined) return Promise.resolve(null);
        return Promise.resolve({ contentType: "text/plain", fileName: "file.txt", body: file() });
      },
      onRequest: recordDownloads(metrics, undefined),
    });
    url = await app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => app.close());

  const figure = async (series: string): Promise<number> => {
    const lines = (await metrics.registry.metrics()).split("\n");
    return Number(lines.find((line) => line.startsWith(`${series} `))?.slice(series.length) ?? 0);
  };
  const take = async (file: string, authorization?: string, signal?: AbortSignal): Promise<string> => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${url}/download/identity?file=${file}`, {
      headers,
      signal: signal ?? null,
    });
    return await response.text();
  };

  it.each([
    ["a file", 200, () => take("whole", "Bearer ada")],
    ["a stranger", 401, () => take("whole")],
    ["a file that there is not", 404, () => take("none-that-anybody-chose", "Bearer ada")],
    ["a subgraph that is away", 503, () => take("away", "Bearer ada")],
    ["a file that broke off", 500, () => take("broken", "Bearer ada").catch(() => undefined)],
    [
      "a client that left",
      499,
      async () => {
        const leaving = new AbortController();
        const taken = take("endless", "Bearer ada", leaving.signal);
        await until(
          "it is in flight",
          async () => (await figure("gateway_downloads_in_flight")) === 1,
          10_000,
        );
        leaving.abort();
        await expect(taken).rejects.toThrow("aborted");
        await until("nobody goes on making the file", () => ended === 1, 10_000);
      },
    ],
  ] as [string, number, () => Promise<unknown>][])("count %s with %i", async (_title, status, ask) => {
    const series = `gateway_download_duration_seconds_count{status="${status}"}`;
    const before = await figure(series);
    await ask();
    await until(series, async () => (await figure(series)) === before + 1, 10_000);
    expect(await figure("gateway_downloads_in_flight")).toBe(0);
  });

  it("have no label of a client's choosing, and are no requests to /graphql", async () => {
    const text = await metrics.registry.metrics();
    expect(text).not.toMatch(/anybody-chose|whole/);
    expect(text).not.toMatch(/^gateway_request_duration_seconds_count/m);
  });
});
