import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { UserAccountEntity } from "../../subgraphs/identity/people/user-account.entity";
import { statementsOf } from "../kit/databases";
import { signIn, type Persona } from "../kit/persona";
import { eachWorld, IDENTITY_SECRET, TODAY } from "../kit/world";
import { startServedSystem, type ServedSystem } from "../processes/served-system";
import { DEACTIVATE } from "./mutations";

const EXPORT_USERS = `mutation ($organizationId: ID!, $search: String) {
  exportUsers(organizationId: $organizationId, search: $search) { url expiresAt userErrors { code field } }
}`;
const EXPORT_LOG = `mutation ($organizationId: ID!, $filter: AuditFilter) {
  exportAuditLog(organizationId: $organizationId, filter: $filter) { url expiresAt userErrors { code field } }
}`;
const USERS = `query ($after: String, $search: String) { organization(id: "org-aurora") {
  users(first: 20, after: $after, search: $search) {
    edges { node { id displayName username email mobileNumber status } } pageInfo { hasNextPage endCursor }
  }
} }`;
const LOG = `query ($filter: AuditFilter) { organization(id: "org-aurora") { auditLog(first: 1000, filter: $filter) {
  edges { node { id at actor { id displayName } action target { type id label } outcome reason requestId } }
} } }`;
const AURORA = { organizationId: "org-aurora" };

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly saved: string | null;
  readonly text: string;
}

/** Opens a download as a client would: with the viewer's access token, or whose it is. */
async function open(base: string, url: string, persona?: Persona): Promise<Answer> {
  const token = persona?.accessToken;
  const response = await fetch(new URL(url, base), {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  const { headers, status } = response;
  const text = await response.text();
  return { status, type: headers.get("content-type"), saved: headers.get("content-disposition"), text };
}

async function listed(persona: Persona, search: string | null): Promise<Record<string, string>[]> {
  const users: Record<string, string>[] = [];
  for (let after: string | null = null; ;) {
    const { organization } = await persona.read(USERS, { after, search });
    for (const { node } of organization.users.edges)
      users.push({ ...node, mobileNumber: node.mobileNumber ?? "" });
    if (!organization.users.pageInfo.hasNextPage) return users;
    after = organization.users.pageInfo.endCursor;
  }
}

const rowsOf = (csv: string): Record<string, string>[] =>
  parse(csv, { columns: true, record_delimiter: "\r\n" });

eachWorld("files of what a list shows", (world) => {
  const exported = async (username: string, mutation = EXPORT_USERS, variables: object = AURORA) => {
    const answer = await (await world.as(username)).read(mutation, variables as Record<string, unknown>);
    return Object.values(answer)[0] as { url: string; expiresAt: string; userErrors: unknown[] };
  };

  it("hold the people of the company in the order of the list, for the viewer who asked, for five minutes", async () => {
    const legal = await world.as("legal.aurora");
    const { url, expiresAt, userErrors } = await exported("legal.aurora");
    expect({ expiresAt, userErrors }).toEqual({ expiresAt: "2026-06-15T10:05:00.000Z", userErrors: [] });
    const file = await open(world.url, url, legal);
    expect(file).toMatchObject({
      status: 200,
      type: "text/csv; charset=utf-8; header=present",
      saved: 'attachment; filename="users.csv"',
    });
    const people = rowsOf(file.text);
    expect(people.length).toBeGreaterThan(40);
    expect(people).toEqual(await listed(legal, null));
    const found = await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search: "mon" });
    expect(rowsOf((await open(world.url, found.url, legal)).text)).toEqual(await listed(legal, "mon"));
    const none = await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search: "nobody" });
    expect((await open(world.url, none.url, legal)).text).toBe(
      "id,displayName,username,email,mobileNumber,status\r\n",
    );
  });

  it("open for nobody else, nor with anything but the whole address, nor when their time is up", async () => {
    const { url } = await exported("legal.aurora");
    const now = world.clock.now;
    const legal = await world.as("legal.aurora");
    const NOTHING = expect.objectContaining({ status: 404, text: expect.stringContaining('"NOT_FOUND"') });
    expect(await open(world.url, url)).toMatchObject({
      status: 401,
      text: expect.stringContaining('"UNAUTHENTICATED"'),
    });
    for (const other of ["legal.cometa", "master.aurora", "holding.levante"])
      expect(await open(world.url, url, await world.as(other))).toEqual(NOTHING);
    for (const address of [
      url.replace("/identity?", "/mobile-inventory?"),
      url.replace("/identity?", "/nothing?"),
      `${url}x`,
      url.slice(0, -8),
      "/download/identity",
      "/download/identity?file=",
      "/download/identity?file=a&file=b",
      "/download/identity?file=../../etc/passwd",
    ])
      expect([address, await open(world.url, address, legal)]).toEqual([address, NOTHING]);
    try {
      world.clock.now = now + 5 * 60_000 - 1;
      expect(await open(world.url, url, legal)).toMatchObject({ status: 200 });
      world.clock.now = now + 5 * 60_000;
      expect(await open(world.url, url, legal)).toEqual(NOTHING);
    } finally {
      world.clock.now = now;
    }
  });

  it("do not open once the right to them has ended", async () => {
    const legal = await signIn(world.url, "legal.cometa");
    const { exportUsers } = await legal.read(EXPORT_USERS, { organizationId: "org-cometa" });
    expect(await open(world.url, exportUsers.url, legal)).toMatchObject({ status: 200 });
    const database = world.system.subgraphs.databaseOf("identity");
    const setRevoked = (at: number | null) =>
      database.write((transaction) =>
        transaction.execute(
          "UPDATE `profile_grant` SET `revoked_at` = ? WHERE `user_id` = 'user-legal-cometa'",
          [at],
        ),
      );
    await setRevoked(world.clock.now);
    expect(await open(world.url, exportUsers.url, legal)).toMatchObject({ status: 404 });
    await setRevoked(null);
    await legal.read("mutation { signOut { userErrors { code } } }");
    expect(await open(world.url, exportUsers.url, legal)).toMatchObject({ status: 401 });
  });

  it("are the legal representative's to ask for", async () => {
    for (const [username, code] of [
      ["master.aurora", "FORBIDDEN"],
      ["holding.levante", "FORBIDDEN"],
      ["legal.cometa", "NOT_FOUND"],
    ] as const) {
      const persona = await world.as(username);
      expect((await persona.ask(EXPORT_USERS, AURORA)).refused).toEqual({ exportUsers: code });
      expect((await persona.ask(EXPORT_LOG, AURORA)).refused).toEqual({ exportAuditLog: code });
    }
    expect((await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search: "x" })).userErrors).toEqual([
      { code: "BAD_USER_INPUT", field: ["search"] },
    ]);
  });

  it("hold the trail too, as its list shows it, with its filter", async () => {
    const legal = await world.as("legal.aurora");
    const filter = { action: "Mutation.exportUsers", outcome: "ALLOWED" };
    const { url } = await exported("legal.aurora", EXPORT_LOG, { ...AURORA, filter });
    const file = await open(world.url, url, legal);
    expect(file).toMatchObject({ type: "application/x-ndjson; charset=utf-8", status: 200 });
    const events = file.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    const { organization } = await legal.read(LOG, { filter });
    expect(events.length).toBeGreaterThan(0);
    expect(events).toEqual(organization.auditLog.edges.map(({ node }: { node: unknown }) => node));
  });

  it("hold no address of somebody whom the company has let go, as the list shows none", async () => {
    const legal = await world.as("legal.aurora");
    const input = { organizationId: "org-aurora", userId: "user-master-two" };
    expect((await legal.ask(DEACTIVATE, { input })).data.deactivateUser.userErrors).toEqual([]);
    const search = "master.two";
    const { url } = await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search });
    const [row, ...others] = rowsOf((await open(world.url, url, legal)).text);
    const { data } = await legal.ask(USERS, { search });
    const [{ node }] = data.organization.users.edges;
    expect(node).toMatchObject({ id: "user-master-two", username: search, status: "ACTIVE", email: null });
    expect([row, others]).toEqual([{ ...node, email: "", mobileNumber: "" }, []]);
  });

  it("are no formulas to a spreadsheet", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const name = `=HYPERLINK("http://evil.example"; "Click")`;
    await database.write((transaction) =>
      transaction.update(UserAccountEntity, { id: "user-standard-aurora" }, { displayName: name }),
    );
    const { url } = await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search: "standard" });
    const [row] = rowsOf((await open(world.url, url, await world.as("legal.aurora"))).text);
    expect(row).toMatchObject({ id: "user-standard-aurora", displayName: `'${name}` });
  });

  it("are read a page at a time, so that their length does not matter", async () => {
    const database = world.system.subgraphs.databaseOf("identity");
    const many = Array.from({ length: 1_200 }, (_, index) => String(index).padStart(4, "0"));
    await database.write(async (transaction) => {
      for (const n of many) {
        await transaction.execute(
          "INSERT INTO `user_account` (`id`, `username`, `username_key`, `display_name`, `sort_name`, `email`, `email_key`, `status`)" +
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'INVITED')",
          [
            `u-${n}`,
            `many.${n}`,
            `many.${n}`,
            `Many ${n}`,
            `many ${n}`,
            `${n}@many.example`,
            `${n}@many.example`,
          ],
        );
        await transaction.execute(
          "INSERT INTO `organization_membership` (`user_id`, `organization_id`, `status`, `sort_name`) VALUES (?, 'org-aurora', 'INVITED', ?)",
          [`u-${n}`, `many ${n}`],
        );
      }
    });
    const { url } = await exported("legal.aurora", EXPORT_USERS, { ...AURORA, search: "many" });
    const legal = await world.as("legal.aurora");
    let text = "";
    const statements = await statementsOf(database, async () => {
      ({ text } = await open(world.url, url, legal));
    });
    expect(rowsOf(text).map(({ id }) => id)).toEqual(many.map((n) => `u-${n}`));
    // Three pages of 500: each its list, its people, their companies, and who asks.
    expect(statements.filter((sql) => /FROM organization_membership m JOIN/.test(sql))).toHaveLength(3);
  });
});

describe("a file of a subgraph in another process", () => {
  let system: ServedSystem;
  let directory: string;
  const now = () => Date.parse(`${TODAY}T10:00:00Z`);
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    system = await startServedSystem({
      variables: { DATA_DIR: directory, IDENTITY_SECRET },
      now,
      day: TODAY,
    });
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("is the same behind the same door", async () => {
    const legal = await signIn(system.url, "legal.aurora");
    const { exportUsers } = await legal.read(EXPORT_USERS, AURORA);
    const file = await open(system.url, exportUsers.url, legal);
    expect(file).toMatchObject({ status: 200, saved: 'attachment; filename="users.csv"' });
    expect(rowsOf(file.text)).toEqual(await listed(legal, null));
    expect(await open(system.url, exportUsers.url)).toMatchObject({ status: 401 });
    const cometa = await signIn(system.url, "legal.cometa");
    expect(await open(system.url, exportUsers.url, cometa)).toMatchObject({ status: 404 });
    expect(await open(system.url, "/download/nothing?file=x", legal)).toMatchObject({ status: 404 });
    await system.subgraphs.get("identity")?.stop();
    expect(await open(system.url, exportUsers.url, legal)).toMatchObject({
      status: 503,
      text: expect.stringContaining("SUBGRAPH_UNAVAILABLE"),
    });
    await system.restart("identity");
  });
});
