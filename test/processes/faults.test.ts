import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { startGateway } from "../../gateway/main";
import { Persona, signIn } from "../kit/persona";
import { startServedSystem, type ServedSystem } from "./served-system";

const DAY = "2026-06-15";
const UNAVAILABLE = "The service that answers this field is unavailable.";
const TOO_LONG = "The service that answers this field took too long.";
const ALL = `{
  viewer { user { displayName } }
  organization(id: "org-aurora") { legalName mobileInventory { total } fixedInventory { coverage { kind } } }
  mobileLine(id: "ml-aurora-1-00001") { id }
}`;

jest.setTimeout(120_000);

/** Faults of one process seen through the gateway: partial data, exact paths, codes, and no address. */
describe("a system of separate processes", () => {
  const clock = { now: Date.parse(`${DAY}T10:00:00Z`) };
  let system: ServedSystem;
  let directory: string;
  let legal: Persona;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const variables = { DATA_DIR: directory, SUBGRAPH_TIMEOUT_MS: "3000" };
    system = await startServedSystem({ variables, now: () => clock.now, day: DAY });
    legal = await signIn(system.url, "legal.aurora");
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await rm(directory, { recursive: true });
  });

  const WHOLE = {
    viewer: { user: { displayName: expect.any(String) } },
    organization: {
      legalName: "Aurora Meccanica S.p.A.",
      mobileInventory: { total: 1_500 },
      fixedInventory: { coverage: { kind: "ALL" } },
    },
    mobileLine: { id: "ml-aurora-1-00001" },
  };
  const errorAt = (path: readonly string[], code: string, message: string) => ({
    message,
    path,
    extensions: { code },
  });

  /** A signed-in read a while after the last: by then nothing is fresh any more. */
  async function readLater(milliseconds = 1_500) {
    clock.now += milliseconds;
    return await legal.ask(ALL);
  }

  it("answers in full while all are up", async () => {
    expect(await readLater()).toMatchObject({ status: 200, data: WHOLE, errors: [] });
  });

  it("answers what the others know while one is down, with an error at each field that it would have answered", async () => {
    await system.subgraphs.get("mobile-inventory")!.stop();
    const answer = await readLater();
    expect(answer.data).toEqual({
      ...WHOLE,
      organization: { ...WHOLE.organization, mobileInventory: null },
      mobileLine: null,
    });
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        errorAt(["organization", "mobileInventory"], "SUBGRAPH_UNAVAILABLE", UNAVAILABLE),
        errorAt(["mobileLine"], "SUBGRAPH_UNAVAILABLE", UNAVAILABLE),
      ]),
    );
    await system.restart("mobile-inventory");
    expect(await readLater()).toMatchObject({ data: WHOLE, errors: [] });
  });

  it("waits for a subgraph that stalls only so long, and says TIMEOUT", async () => {
    const url = system.subgraphs.get("fixed-inventory")!.url;
    await system.subgraphs.get("fixed-inventory")!.stop();
    const stalled = await stall(url);
    const answer = await readLater();
    expect(answer.data).toEqual({ ...WHOLE, organization: { ...WHOLE.organization, fixedInventory: null } });
    expect(answer.errors).toEqual([errorAt(["organization", "fixedInventory"], "TIMEOUT", TOO_LONG)]);
    stalled.closeAllConnections();
    await once(stalled.close(), "close");
    await system.restart("fixed-inventory");
    expect(await readLater()).toMatchObject({ data: WHOLE, errors: [] });
  });

  it("serves queries on grants of the last thirty seconds while identity is down, refuses mutations, and then both", async () => {
    await readLater();
    await system.subgraphs.get("identity")!.stop();
    const QUERY = `{ mobileLine(id: "ml-aurora-1-00001") { id } }`;
    clock.now += 29_000;
    expect(await legal.ask(QUERY)).toMatchObject({
      status: 200,
      data: { mobileLine: { id: "ml-aurora-1-00001" } },
      errors: [],
    });
    expect(await legal.ask("mutation { signOut { userErrors { code } } }")).toEqual({
      status: 503,
      data: undefined,
      errors: [
        {
          message: "Nothing can be changed just now: who is asking cannot be looked up",
          extensions: { code: "SUBGRAPH_UNAVAILABLE" },
        },
      ],
      refused: { "": "SUBGRAPH_UNAVAILABLE" },
    });
    clock.now += 1_500;
    expect(await legal.ask(QUERY)).toEqual({
      status: 503,
      data: undefined,
      errors: [
        {
          message: "Who is asking cannot be looked up just now",
          extensions: { code: "SUBGRAPH_UNAVAILABLE" },
        },
      ],
      refused: { "": "SUBGRAPH_UNAVAILABLE" },
    });
    const anonymous = await new Persona(system.url).ask("{ __typename }");
    expect(anonymous).toMatchObject({ status: 200, data: { __typename: "Query" }, errors: [] });
    await system.restart("identity");
    expect(await readLater()).toMatchObject({ data: WHOLE, errors: [] });
  });

  it("takes up a change of grants made in identity's process within a second", async () => {
    const QUERY = `{ mobileLine(id: "ml-aurora-1-00001") { id } }`;
    const master = await signIn(system.url, "master.aurora");
    expect(await master.read(QUERY)).toEqual({ mobileLine: { id: "ml-aurora-1-00001" } });
    const identity = system.subgraphs.get("identity")!.database;
    await identity.write((transaction) =>
      transaction.execute("UPDATE profile_grant SET valid_until = ? WHERE user_id = 'user-master-aurora'", [
        clock.now,
      ]),
    );
    clock.now += 1_000;
    expect(await master.read(QUERY)).toEqual({ mobileLine: null });
  });

  it("never tells a client that it is not signed in because two processes hold different secrets", async () => {
    const variables = {
      DATA_DIR: directory,
      SEAL_SECRET: "a secret that the gateway alone was given",
      SUBGRAPH_URLS: [...system.subgraphs].map(([name, { url }]) => `${name}=${url}/graphql`).join(","),
    };
    const other = await startGateway(readGatewayEnvironment({ ...variables, PORT: "0" }), {
      logger: pino({ level: "silent" }),
      now: () => clock.now,
    });
    const address = other.app.listeningOrigin;
    expect(await new Persona(address).ask("{ viewer { user { id } } }")).toMatchObject({
      data: { viewer: null },
      refused: { viewer: "SUBGRAPH_UNAVAILABLE" },
    });
    await other.stop();
  });
});

/** Takes connections where a subgraph listened and answers nothing. */
async function stall(url: string): Promise<Server> {
  const server = createServer(() => undefined);
  const { hostname, port } = new URL(url);
  server.listen(Number(port), hostname);
  await once(server, "listening");
  return server;
}
