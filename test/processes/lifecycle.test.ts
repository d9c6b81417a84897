import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { endAll, freePorts, listening, start, until } from "../kit/processes";

// Each test starts a process or two, which takes its time on a busy machine.
jest.setTimeout(180_000);
afterAll(endAll);

describe("a wrong environment", () => {
  it("is told a gateway's operator in full, each mistake once, and nothing starts", async () => {
    const gateway = await start("gateway/main.js", [], {
      PORT: "70000",
      LOG_LEVEL: "loud",
      SUBGRAPH_URLS: "identity=here,mobile-inventory=http://127.0.0.1:1/graphql",
      TOKEN_ISSUER: "nobody",
      MAX_TOKENS: "many",
      SUBGRAPH_TIMEOUT_MS: "20000",
      SUBGRAPH_BREAKER_SHARE: "50",
    });
    expect(await gateway.ended).toEqual({ code: 1, signal: null });
    expect(gateway.output).toBe(`The environment is not right:
  LOG_LEVEL: Invalid option: expected one of "fatal"|"error"|"warn"|"info"|"debug"|"trace"|"silent"
  TOKEN_ISSUER: Invalid URL
  PORT: Too big: expected number to be <=65535
  MAX_TOKENS: Invalid input: expected number, received NaN
  SUBGRAPH_BREAKER_SHARE: Too big: expected number to be <1
  SUBGRAPH_URLS: identity=here is not NAME=URL
  SEAL_SECRET: needed outside demo mode (at least 32 characters, the same in every process)
  SUBGRAPH_TIMEOUT_MS: must not be longer than REQUEST_TIMEOUT_MS
`);
  });

  it("is told a subgraph's operator in full, each mistake once, and nothing starts", async () => {
    const identity = await start("subgraphs/main.js", ["identity"], {
      MYSQL_URL: "postgres://localhost",
      MYSQL_PREFIX: "1",
      MYSQL_CONNECTIONS: "0",
      SEAL_SECRET: "short",
      MIGRATE: "perhaps",
    });
    expect(await identity.ended).toEqual({ code: 1, signal: null });
    expect(identity.output).toBe(`The environment is not right:
  SEAL_SECRET: Too small: expected string to have >=32 characters
  MYSQL_URL: Invalid URL
  MYSQL_PREFIX: Invalid string: must match pattern /^[A-Za-z][A-Za-z0-9_]{0,39}$/
  MYSQL_CONNECTIONS: Too small: expected number to be >=1
  MIGRATE: Invalid option: expected one of "true"|"1"|"yes"|"on"|"y"|"enabled"|"false"|"0"|"no"|"off"|"n"|"disabled"
  IDENTITY_SECRET: needed outside demo mode (at least 32 characters; it encrypts the signing keys)
`);
  });

  it("names the subgraphs that there are to whoever names none", async () => {
    const nobody = await start("subgraphs/main.js", ["billings"], {});
    expect(await nobody.ended).toEqual({ code: 1, signal: null });
    expect(nobody.output).toMatch(
      /^The environment is not right:\n {2}Name the subgraph to start, one of identity, mobile-inventory.*\n$/,
    );
  });

  it("has no demo world in production", async () => {
    const demo = await start("subgraphs/commands/seed-demo.js", [], { NODE_ENV: "production" });
    expect(await demo.ended).toEqual({ code: 1, signal: null });
    expect(demo.output).toContain("production refuses the demo world, whose passwords are public");
  });
});

describe("a database that cannot be reached", () => {
  it("ends a subgraph's start with one plain line", async () => {
    const [port = 0] = await freePorts(1);
    const mobile = await start("subgraphs/main.js", ["mobile-inventory"], {
      DEMO: "true",
      MYSQL_URL: `mysql://root@127.0.0.1:${port}`,
    });
    expect(await mobile.ended).toEqual({ code: 1, signal: null });
    expect(mobile.output).toBe("The database is unavailable: connection (ECONNREFUSED).\n");
  });
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  it("ends a subgraph with exit code 0", async () => {
    const directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const [port] = await freePorts(1);
    const variables = { DEMO: "true", PORT: String(port), DATA_DIR: directory, LOG_LEVEL: "warn" };
    const identity = await start("subgraphs/main.js", ["identity"], variables);
    await listening(identity, `http://127.0.0.1:${port}`);
    expect(await identity.end(signal)).toEqual({ code: 0, signal: null });
    expect(identity.output).toBe("");
    await rm(directory, { recursive: true });
  });

  it("lets a gateway answer what it has begun, take nothing new, and end with exit code 0", async () => {
    const subgraph = await heldSubgraph();
    const [port] = await freePorts(1);
    const gateway = await start("gateway/main.js", [], {
      DEMO: "true",
      PORT: String(port),
      LOG_LEVEL: "warn",
      SUBGRAPH_URLS: `identity=${subgraph.url}/graphql`,
    });
    const url = `http://127.0.0.1:${port}`;
    await listening(gateway, url);
    const begun = fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ viewer { user { id } } }" }),
    });
    await subgraph.asked;
    const ending = gateway.end(signal);
    await until("nothing new is taken", async () => !(await isTaken(url)));
    subgraph.answer({ data: { viewer: null } });
    expect(await (await begun).json()).toEqual({ data: { viewer: null } });
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(gateway.output).toBe("");
    subgraph.server.close();
  });
});

describe("an end that takes too long", () => {
  const begin = async (variables: Readonly<Record<string, string>>) => {
    const subgraph = await heldSubgraph();
    const [port] = await freePorts(1);
    const gateway = await start("gateway/main.js", [], {
      DEMO: "true",
      PORT: String(port),
      LOG_LEVEL: "fatal",
      SUBGRAPH_URLS: `identity=${subgraph.url}/graphql`,
      ...variables,
    });
    const url = `http://127.0.0.1:${port}`;
    await listening(gateway, url);
    const begun = fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ viewer { user { id } } }" }),
    });
    const answered = begun.then(
      ({ status }) => status,
      () => "cut off",
    );
    await subgraph.asked;
    const isStopping = () => until("nothing new is taken", async () => !(await isTaken(url)));
    return { subgraph, gateway, answered, isStopping };
  };

  it("is bounded: what is not answered by then is cut off, and the exit code is 0 all the same", async () => {
    const { subgraph, gateway, answered } = await begin({ STOP_TIMEOUT_MS: "300" });
    expect(await gateway.end("SIGTERM")).toEqual({ code: 0, signal: null });
    expect(await answered).toBe("cut off");
    subgraph.server.closeAllConnections();
    subgraph.server.close();
  });

  it.each([
    ["SIGTERM", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
  ] as const)(
    "is no end to wait for: %s and then %s end the process with %i",
    async (first, second, code) => {
      const { subgraph, gateway, answered, isStopping } = await begin({});
      void gateway.end(first);
      await isStopping();
      expect(await gateway.end(second)).toEqual({ code, signal: null });
      expect(await answered).toBe("cut off");
      subgraph.server.closeAllConnections();
      subgraph.server.close();
    },
  );
});

/** A subgraph that answers when the test wants it to. */
async function heldSubgraph(): Promise<{
  url: string;
  server: Server;
  asked: Promise<unknown>;
  answer(body: object): void;
}> {
  let answer: (body: object) => void = () => undefined;
  const body = new Promise<object>((resolve) => {
    answer = resolve;
  });
  const server = createServer((_request, response) => {
    void body.then((given) => response.end(JSON.stringify(given)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server, asked: once(server, "request"), answer };
}

async function isTaken(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { headers: { connection: "close" } })).ok;
  } catch {
    return false;
  }
}
