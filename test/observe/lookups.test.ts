import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createIdentityClient } from "../../gateway/caller/identity-client";
import { createSealedClient } from "../../runtime/sealed-client";
import { createOpener, createSealer } from "../../schema/access/seal";
import { splitEnvelope } from "../../schema/access/sealed-body";

const SECRET = "the secret of this test, long enough to be one";
const TRACE = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", tracestate: "v=1" };
const SESSION = { userId: "ada", sessionId: "s1" };

describe("the question to identity who is asking", () => {
  it("carries id and trace of the request that asks, under the seal and beside it; a question of the gateway's own none", async () => {
    const asked: unknown[] = [];
    const opener = createOpener(SECRET, "identity");
    const server = createServer((request, response) => {
      void (async () => {
        const { body, envelope } = splitEnvelope(await text(request));
        const { facts } = opener.open(envelope, body, Date.now());
        const { traceparent, tracestate } = request.headers;
        asked.push({ ...(JSON.parse(body) as object), facts, traceparent, tracestate });
        const { name } = JSON.parse(body) as { name: string };
        response.end(JSON.stringify({ result: name === "publicKeys" ? { keys: [] } : null }));
      })();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const client = createIdentityClient(
        createSealedClient({
          urlOf: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
          sealer: createSealer(SECRET, "gateway"),
          now: Date.now,
        }),
      );
      await client.resolveCaller(SESSION, { requestId: "the-client's-request", trace: TRACE });
      await client.resolveCaller(SESSION, { requestId: "another", trace: undefined });
      await client.publicKeys();
    } finally {
      server.closeAllConnections();
      server.close();
    }
    const facts = (requestId: string) => ({
      requestId,
      userAgent: null,
      ipAddress: null,
      acceptLanguage: null,
    });
    expect(asked).toEqual([
      { name: "caller", input: SESSION, facts: facts("the-client's-request"), ...TRACE },
      { name: "caller", input: SESSION, facts: facts("another") },
      { name: "publicKeys", input: {}, facts: facts("gateway") },
    ]);
  });
});
