import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDownloadClient } from "../../gateway/download-client";
import { anonymousCaller } from "../../schema/access/caller";
import { createInternalClient } from "../../subgraphs/shared/subgraph/internal-client";

const SEALER = { seal: () => "sealed" };
const FACTS = { requestId: "request", userAgent: null, ipAddress: null, acceptLanguage: null };

describe("a call that goes out sealed", () => {
  let led: string[];
  let elsewhere: Server;
  let subgraph: Server;
  let url: string;

  beforeEach(async () => {
    led = [];
    elsewhere = createServer((request, response) => {
      led.push(request.url ?? "");
      response.setHeader("content-disposition", 'attachment; filename="users.csv"');
      response.end(JSON.stringify({ result: null }));
    });
    await listening(elsewhere);
    // 307 has the client send the same body again.
    subgraph = createServer((request, response) => {
      request.resume();
      response.writeHead(307, { location: `${urlOf(elsewhere)}${request.url}` }).end();
    });
    await listening(subgraph);
    url = urlOf(subgraph);
  });
  afterEach(() => {
    for (const server of [subgraph, elsewhere]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it("follows no redirect: to another subgraph's function", async () => {
    const call = createInternalClient({ sealer: SEALER, urls: new Map([["identity", url]]), now: Date.now });
    await expect(call("identity", "callerOf", {}, null)).rejects.toThrow("identity cannot be reached");
    expect(led).toEqual([]);
  });

  it("follows no redirect: to a file", async () => {
    const open = createDownloadClient({ urlOf: () => url, sealer: SEALER, now: Date.now });
    const { signal } = new AbortController();
    const request = {
      subgraph: "identity",
      token: "token",
      caller: anonymousCaller(0),
      facts: FACTS,
      trace: undefined,
      signal,
    };
    await expect(open(request)).rejects.toThrow("The file cannot be had just now");
    expect(led).toEqual([]);
  });
});

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
