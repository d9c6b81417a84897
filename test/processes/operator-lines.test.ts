import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSupportedNode } from "../../runtime/node-version";
import { endAll, freePorts, listening, start } from "../kit/processes";

// Each test starts a process or two, which takes its time on a busy machine.
jest.setTimeout(180_000);
afterAll(endAll);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
  await writeFile(join(directory, "file"), "");
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function lineOf(file: string, parameters: string[], variables: Record<string, string>) {
  const started = await start(file, parameters, {
    DEMO: "true",
    PORT: "0",
    DATA_DIR: directory,
    ...variables,
  });
  const { code } = await started.ended;
  return { code, output: started.output };
}

describe("an operator's slip is one plain line", () => {
  it("where the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await lineOf("gateway/main.js", [], { PORT: String(port) })).toEqual({
      code: 1,
      output: `127.0.0.1:${port}: another process listens there. End it, or set PORT (or METRICS_PORT) to another one.\n`,
    });
    other.close();
  });

  it.each(["SUPERGRAPH", "TRUSTED_DOCUMENTS"])("where the file of %s is missing", async (name) => {
    const path = join(directory, "none");
    expect(await lineOf("gateway/main.js", [], { [name]: path })).toEqual({
      code: 1,
      output: `The environment is not right:\n  ${name}: ${path}: there is no such file or folder.\n`,
    });
  });

  it.each(["gateway/embedded.js", "subgraphs/commands/migrate.js"])(
    "where DATA_DIR is a file, told by %s",
    async (program) => {
      const path = join(directory, "file");
      expect(await lineOf(program, [], { DATA_DIR: path })).toEqual({
        code: 1,
        output: `The environment is not right:\n  DATA_DIR: ${path}: a file stands where a folder should be.\n`,
      });
    },
  );

  it("where MySQL refuses the user, told by an import", async () => {
    const { code, output } = await lineOf("subgraphs/commands/import.js", ["organizations", "x.csv"], {
      MYSQL_URL: `mysql://nobody-of-this-name:wrong@${new URL(process.env["MYSQL_URL"] ?? "mysql://127.0.0.1:3306").host}`,
    });
    expect(code).toBe(2);
    expect(output).toMatch(
      /^The database is unavailable: it refuses the user, the password or the rights of MYSQL_URL \(\w+\)\.\n$/,
    );
  });

  it("where the database was never migrated", async () => {
    const variables = { MIGRATE: "false", DATA_DIR: join(directory, "empty") };
    expect(await lineOf("subgraphs/main.js", ["identity"], variables)).toEqual({
      code: 1,
      output:
        "The database is not the one that this version works on:\n" +
        "  it has none of its tables: run `npm run migrate` first, or start without MIGRATE=false\n",
    });
  });

  it("where addresses are none, or name nobody", async () => {
    const wrong = { CORS_ORIGINS: "https://a.example/,*", SUBGRAPH_URLS: "identity=http://127.0.0.1:1" };
    expect((await lineOf("gateway/main.js", [], wrong)).output).toBe(`The environment is not right:
  CORS_ORIGINS: https://a.example/ is not an origin: scheme, host and port only, such as https://portal.example
  CORS_ORIGINS: * is not an origin: scheme, host and port only, such as https://portal.example
  SUBGRAPH_URLS: identity=http://127.0.0.1:1 does not end in the path at which it answers, such as /graphql
`);
    const unknown = { SUBGRAPH_URLS: "identty=http://127.0.0.1:1/graphql" };
    expect((await lineOf("gateway/main.js", [], unknown)).output).toMatch(
      /^The environment is not right:\n {2}SUBGRAPH_URLS: there is no subgraph identty, only identity, /,
    );
  });

  it("where production does not know its portal", async () => {
    const IDENTITY_SECRET = "a secret for tests that is long enough";
    const production = { NODE_ENV: "production", DEMO: "", IDENTITY_SECRET };
    expect((await lineOf("gateway/embedded.js", [], production)).output).toMatch(
      /^The environment is not right:\n {2}PORTAL_URL: needed in production \(.*\)\n$/,
    );
  });
});

it("production asks browsers for TLS, and serves them no page and no script", async () => {
  const [port] = await freePorts(1);
  const system = await start("gateway/embedded.js", [], {
    NODE_ENV: "production",
    DEMO: "",
    PORT: String(port),
    DATA_DIR: join(directory, "production"),
    LOG_LEVEL: "error",
    IDENTITY_SECRET: "a secret for tests that is long enough",
    PORTAL_URL: "https://portal.example",
  });
  await listening(system, `http://127.0.0.1:${port}`);
  for (const path of ["/graphql", "/explorer", "/health"]) {
    const { headers } = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: "text/html" } });
    expect([path, headers.get("strict-transport-security")]).toEqual([
      path,
      expect.stringMatching(/^max-age=31536000/),
    ]);
    expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).not.toMatch(/html/);
  }
  await system.end("SIGTERM");
});

describe("the versions of Node.js", () => {
  it.each([
    ["20.19.0", true],
    ["20.18.3", false],
    ["22.13.1", true],
    ["22.12.0", false],
    ["23.9.0", false],
    ["24.10.0", false],
    ["24.11.0", true],
    ["26.0.0", true],
    ["18.20.0", false],
  ])("%s: %p, as package.json says", (version, isSupported) =>
    expect(isSupportedNode(version)).toBe(isSupported),
  );
});

describe("what npm start made", () => {
  it("is for its user alone, and is what the commands work on", async () => {
    const place = join(directory, "embedded");
    await mkdir(place, { mode: 0o755 });
    const [port] = await freePorts(1);
    const variables = { PORT: String(port), DATA_DIR: place, LOG_LEVEL: "error" };
    const system = await start("gateway/embedded.js", [], variables);
    await listening(system, `http://127.0.0.1:${port}`);
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await modeOf(place)).toBe("700");
    for (const file of ["identity.sqlite", "demo-secret"])
      expect([file, await modeOf(join(place, file))]).toEqual([file, "600"]);
    const rotated = await start("subgraphs/commands/keys-rotate.js", [], { DATA_DIR: place });
    expect((await rotated.ended).code).toBe(0);
    expect(rotated.output).toMatch(/^\S+ signs from \S+ on, in place of \S+\n$/);
    const checkpoint = join(place, "checkpoint");
    const signed = await start("subgraphs/commands/audit-checkpoint.js", [checkpoint], { DATA_DIR: place });
    expect((await signed.ended).code).toBe(0);
    const nobody = await start("subgraphs/commands/invite.js", ["nobody"], { DATA_DIR: place });
    expect((await nobody.ended).code).toBe(1);
    expect(nobody.output).toBe("Nobody of the user name nobody waits for an invitation to a company\n");
    const page = await fetch(`http://127.0.0.1:${port}/health`);
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(page.headers.get("strict-transport-security")).toBeNull();
    await system.end("SIGTERM");

    const next = "the next secret of the tests, long enough";
    const wrong = await start("subgraphs/commands/identity-secret.js", [], {
      DATA_DIR: place,
      IDENTITY_SECRET: next,
      IDENTITY_SECRET_BEFORE: "not the one that it had until now, though long",
    });
    expect((await wrong.ended).code).toBe(2);
    expect(wrong.output).toMatch(
      /^IDENTITY_SECRET_BEFORE: does not open what is stored, so nothing was changed\./,
    );
    const before = (await readFile(join(place, "demo-secret"), "utf8")).trim();
    const changed = await start("subgraphs/commands/identity-secret.js", [], {
      DATA_DIR: place,
      IDENTITY_SECRET: next,
      IDENTITY_SECRET_BEFORE: before,
    });
    expect((await changed.ended).code).toBe(0);
    expect(changed.output).toMatch(/^Sealed anew: 2 signing keys, \d+ second factors\n$/);
    const again = await start("subgraphs/commands/keys-rotate.js", [], {
      DATA_DIR: place,
      IDENTITY_SECRET: next,
    });
    expect((await again.ended).code).toBe(0);
    const old = await start("subgraphs/commands/keys-rotate.js", [], { DATA_DIR: place });
    expect((await old.ended).code).toBe(2);
    expect(old.output).toMatch(/^The signing key cannot be opened with this IDENTITY_SECRET: [^\n]*\n$/);
  });
});
