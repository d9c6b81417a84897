import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { createIdentityClient } from "../../gateway/caller/identity-client";
import { createDownloadClient } from "../../gateway/download-client";
import { createSealedClient, factsOf } from "../../runtime/sealed-client";
import { anonymousCaller } from "../../schema/access/caller";
import { UnavailableError } from "../../schema/errors";
import { contract } from "../../schema/internal/contract";

const SEALER = { seal: () => "sealed" };
const NUMBER_OF = contract("numberOf", z.object({ id: z.string() }), z.object({ number: z.int() }));
const NOBODY = { caller: null, facts: factsOf("request") };

describe("the client of sealed calls", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  async function listen(answer: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      request.resume();
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const clientOf = (url: string, limits: { timeoutMs?: number; maxAnswerBytes?: number } = {}) =>
    createSealedClient({ sealer: SEALER, urlOf: () => url, now: Date.now, ...limits });
  const ask = (url: string, limits?: { timeoutMs?: number; maxAnswerBytes?: number }) =>
    clientOf(url, limits).call("identity", NUMBER_OF, { id: "a" }, NOBODY);
  const answering = (result: unknown) => listen((_, response) => response.end(JSON.stringify({ result })));

  /** 307 has the client send the same body again. */
  async function redirecting(): Promise<{ readonly url: string; readonly led: string[] }> {
    const led: string[] = [];
    const elsewhere = await listen((request, response) => {
      led.push(request.url ?? "");
      response.setHeader("content-disposition", 'attachment; filename="users.csv"');
      response.end(JSON.stringify({ result: null }));
    });
    const url = await listen((request, response) =>
      response.writeHead(307, { location: `${elsewhere}${request.url}` }).end(),
    );
    return { url, led };
  }

  it("gives the answer that the contract declares", async () => {
    expect(await ask(await answering({ number: 7 }))).toEqual({ number: 7 });
  });

  it("follows no redirect: to another function, to who is asking, to the keys of tokens, to a file", async () => {
    const { url, led } = await redirecting();
    const identity = createIdentityClient(clientOf(url));
    const open = createDownloadClient(clientOf(url), () => true);
    const { signal } = new AbortController();
    const request = { subgraph: "identity", token: "token", caller: anonymousCaller(0), trace: undefined };
    await expect(ask(url)).rejects.toThrow("identity cannot be reached");
    const who = { userId: "ada", sessionId: "s1" };
    await expect(identity.resolveCaller(who)).rejects.toThrow("Who is asking cannot be looked up");
    await expect(identity.publicKeys()).rejects.toThrow(UnavailableError);
    const file = open({ ...request, facts: factsOf("request"), signal });
    await expect(file).rejects.toThrow("The file cannot be had just now");
    expect(led).toEqual([]);
  });

  it.each([
    ["of another shape", { number: "7" }],
    ["that is missing", undefined],
    ["of nothing where something is promised", null],
  ])("refuses an answer %s", async (_, result) => {
    const failure = await ask(await answering(result)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnavailableError);
    expect(failure).toMatchObject({ message: "identity cannot be reached", cause: { name: "ZodError" } });
  });

  it("refuses a caller with a profile that there is not", async () => {
    const scope = { kind: "ORGANIZATION", id: "o-1" };
    const rest = { services: [], organizationIds: ["o-1"], contractId: null, validFrom: 0, validUntil: null };
    const grants = [{ id: "g-1", profile: "EMPEROR", scope, ...rest }];
    const caller = { userId: "ada", sessionId: "s1", organizationIds: [], grants, at: 0 };
    const identity = createIdentityClient(clientOf(await answering(caller)));
    const asked = identity.resolveCaller({ userId: "ada", sessionId: "s1" });
    await expect(asked).rejects.toThrow(UnavailableError);
  });

  it("stops reading an answer that has no end, at its bound", async () => {
    let sent = 0;
    const url = await listen((_, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        sent += 65_536;
        if (response.write("x".repeat(65_536))) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });
    const failure = await ask(url, { maxAnswerBytes: 100_000 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { message: "The answer is longer than 100000 bytes" } });
    expect(sent).toBeLessThan(50_000_000);
  });

  it("waits neither for an answer nor for the rest of one longer than its time", async () => {
    const silent = await listen(() => undefined);
    await expect(ask(silent, { timeoutMs: 50 })).rejects.toThrow(UnavailableError);
    const halting = await listen((_, response) => void response.write('{"result":'));
    await expect(ask(halting, { timeoutMs: 50 })).rejects.toThrow(UnavailableError);
    const signal = new AbortController().signal;
    const opened = clientOf(silent, { timeoutMs: 50 }).open("identity", "/download", {}, NOBODY, signal);
    await expect(opened).rejects.toThrow(UnavailableError);
  });

  it("lets a file take longer than its beginning may", async () => {
    const url = await listen((_, response) => {
      response.write("first,");
      setTimeout(() => response.end("last"), 200);
    });
    const { signal } = new AbortController();
    const opened = await clientOf(url, { timeoutMs: 100 }).open("identity", "/download", {}, NOBODY, signal);
    expect(await opened.text()).toBe("first,last");
  });
});
