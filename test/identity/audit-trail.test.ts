import { anonymousCaller, type Caller } from "../../schema/access/caller";
import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase } from "../kit/databases";
import { chainOf, forgetEverything, verdictOf } from "./audit-kit";
import { callerWith, MINUTE, NOON, startWithFeed, type Identity } from "./kit";

const PASSWORD = "Area-Clienti-2026!";
const STRANGER = anonymousCaller(NOON);
const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { accessToken refreshToken } }`;
const REFRESH = "mutation ($token: String!) { refreshSession(refreshToken: $token) { refreshToken } }";
const FROM = { ipAddress: "192.0.2.1", userAgent: "Test/1.0", requestId: "request-1" };
const USER = { targetType: "User", targetId: "user-legal", targetLabel: "Elena Ferraris" };
const SIGNED_IN = {
  at: NOON,
  actorId: "user-legal",
  grantId: null,
  action: "Mutation.signIn",
  ...USER,
  outcome: "ALLOWED",
  reason: null,
  ...FROM,
};

eachDatabase("what the audit trail keeps", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
    for (const user of ["user-legal", "user-two", "user-holding"])
      await setPassword(system.database, user, PASSWORD);
  });
  beforeEach(async () => {
    system.clock.now = NOON;
    await forgetEverything(system.database);
  });

  /** The chain without what every event has of its own. */
  async function trailOf(chain: string) {
    const events = await chainOf(system.database.read, chain);
    return events.map(({ id: _id, chain: _chain, sequence: _sequence, hash: _hash, ...rest }) => rest);
  }
  async function signIn(username: string, password = PASSWORD) {
    const { data } = await system.run(SIGN_IN, STRANGER, { username, password });
    return (data as { signIn: { refreshToken: string } }).signIn.refreshToken;
  }
  const sessionOf = (token: string) => token.split(".")[0]!;
  const callerOf = async (userId: string, token: string) =>
    (await system.internal("caller", { userId, sessionId: sessionOf(token) })) as Caller;

  it("keeps a sign-in, and a refused one without saying that it was the person", async () => {
    await signIn("legal.aurora");
    await signIn("legal.aurora", "wrong");
    expect(await trailOf("org-aurora")).toEqual([
      SIGNED_IN,
      { ...SIGNED_IN, actorId: null, outcome: "REFUSED" },
    ]);
    expect(await verdictOf(system.database)).toEqual(["org-aurora 2 whole"]);
  });

  it("keeps a sign-in in every company of the person, and that of nobody in the chain of none", async () => {
    await signIn("master.two");
    await signIn("holding.levante");
    await signIn("nobody.at.all");
    expect(await verdictOf(system.database)).toEqual([" 2 whole", "org-aurora 1 whole", "org-borea 1 whole"]);
    const [, unknown] = await trailOf("");
    const nothing = { targetType: null, targetId: null, targetLabel: null };
    expect(unknown).toEqual({ ...SIGNED_IN, actorId: null, ...nothing, outcome: "REFUSED" });
  });

  it("keeps nothing in a company that the person has only applied to", async () => {
    const execute = (status: string) =>
      system.database.write((transaction) =>
        transaction.execute(
          "UPDATE `organization_membership` SET `status` = ? WHERE `user_id` = 'user-two' AND `organization_id` = 'org-borea'",
          [status],
        ),
      );
    await execute("PENDING");
    await signIn("master.two", "wrong");
    await execute("ACTIVE");
    expect(await verdictOf(system.database)).toEqual(["org-aurora 1 whole"]);
  });

  it("sends the same statements for a wrong password, a user of two companies and an unknown name", async () => {
    const sent: string[][] = [];
    for (const username of ["legal.aurora", "master.two", "nobody.at.all", "employee.aurora"]) {
      const statements: string[] = [];
      const stop = system.database.observe((sql) => void statements.push(sql));
      await signIn(username, "wrong");
      stop();
      sent.push(statements.map((sql) => sql.slice(0, 30)));
    }
    expect(sent[0]!.length).toBeGreaterThan(6);
    expect(sent.map((each) => each.join("\n"))).toEqual(sent.map(() => sent[0]!.join("\n")));
  });

  it("keeps that an old refresh token ended a session, but not that one had merely expired", async () => {
    const first = await signIn("legal.aurora");
    system.clock.now += MINUTE;
    await system.run(REFRESH, STRANGER, { token: first });
    system.clock.now += MINUTE;
    await system.run(REFRESH, STRANGER, { token: first });
    await system.run(REFRESH, STRANGER, { token: first });
    const idle = await signIn("legal.aurora");
    system.clock.now += 31 * 24 * 60 * MINUTE;
    await system.run(REFRESH, STRANGER, { token: idle });
    expect(await trailOf("org-aurora")).toEqual([
      SIGNED_IN,
      {
        ...SIGNED_IN,
        at: NOON + 2 * MINUTE,
        actorId: null,
        action: "Mutation.refreshSession",
        targetType: "Session",
        targetId: sessionOf(first),
        targetLabel: null,
        outcome: "REFUSED",
      },
      { ...SIGNED_IN, at: NOON + 2 * MINUTE },
    ]);
  });

  it("keeps how sessions were ended, once each, and nothing of a session that is not one's own", async () => {
    const tokens = [await signIn("legal.aurora"), await signIn("legal.aurora"), await signIn("legal.aurora")];
    const strangers = await signIn("master.two");
    const callers = await Promise.all(tokens.map((token) => callerOf("user-legal", token)));
    const end = "mutation ($id: ID!) { endSession(id: $id) { userErrors { code } } }";
    await system.run("mutation { signOut { userErrors { code } } }", callers[0]!);
    await system.run("mutation { signOut { userErrors { code } } }", callers[0]!);
    await system.run(end, callers[1]!, { id: sessionOf(strangers) });
    await system.run(end, callers[1]!, { id: sessionOf(tokens[2]!) });
    await system.run(end, callers[1]!, { id: sessionOf(tokens[2]!) });
    await system.run("mutation { endAllSessions { ended } }", callers[1]!);
    await system.run("mutation { endAllSessions { ended } }", callers[1]!);
    const session = (token: string) => ({
      targetType: "Session",
      targetId: sessionOf(token),
      targetLabel: null,
    });
    expect((await trailOf("org-aurora")).slice(4)).toEqual([
      { ...SIGNED_IN, action: "Mutation.signOut", ...session(tokens[0]!) },
      { ...SIGNED_IN, action: "Mutation.endSession", ...session(tokens[2]!) },
      { ...SIGNED_IN, action: "Mutation.endAllSessions" },
    ]);
  });

  it("keeps what the operator's feed grants and changes, once, in the companies of old and new scope", async () => {
    const header =
      "id,user_id,profile,services,scope_kind,scope_id,organization_id,contract_id,valid_from,valid_until\n";
    const moved = (organization: string) =>
      `${header}grant-x,user-two,MOBILE_ADDITIONAL,USAGE,MOBILE_CONTRACT,mc-x,${organization},,2025-01-01T00:00:00Z,\n`;
    await system.import("grants", moved("org-aurora"));
    await system.import("grants", moved("org-aurora"));
    await system.import("grants", moved("org-borea"));
    await system.import("grants", moved("org-borea").replace("USAGE", "INVOICES"));
    await system.import(
      "grants",
      `${header}grant-y,user-two,HOLDING_REFERENT,,HOLDING,hold-levante,,,2025-01-01T00:00:00Z,\n` +
        "grant-z,user-two,HOLDING_REFERENT,,HOLDING,hold-empty,,,2025-01-01T00:00:00Z,\n" +
        "grant-w,nobody,LEGAL_REP,,ORGANIZATION,org-cometa,,,2025-01-01T00:00:00Z,\n",
    );
    const labels = async (chain: string) => (await trailOf(chain)).map(({ targetLabel }) => targetLabel);
    const additional = "MOBILE_ADDITIONAL of user-two on MOBILE_CONTRACT mc-x";
    const levante = "HOLDING_REFERENT of user-two on HOLDING hold-levante";
    expect({
      aurora: await labels("org-aurora"),
      borea: await labels("org-borea"),
      cometa: await labels("org-cometa"),
      none: await labels(""),
    }).toEqual({
      aurora: [additional, additional, levante],
      borea: [additional, additional, levante],
      cometa: [],
      none: ["HOLDING_REFERENT of user-two on HOLDING hold-empty"],
    });
    expect((await trailOf("org-aurora"))[0]).toEqual({
      ...SIGNED_IN,
      actorId: null,
      action: "Import.grants",
      targetType: "ProfileGrant",
      targetId: "grant-x",
      targetLabel: additional,
      ipAddress: null,
      userAgent: null,
      requestId: null,
    });
  });

  it("pages newest first and filters by each field, alone and together", async () => {
    for (const minute of [0, 1, 2]) {
      system.clock.now = NOON + minute * MINUTE;
      await signIn("legal.aurora", minute === 1 ? "wrong" : PASSWORD);
    }
    await signIn("master.two");
    const legal = callerWith("user-legal", [
      { profile: "LEGAL_REP", scope: { kind: "ORGANIZATION", id: "org-aurora" } },
    ]);
    const LOG = `query ($of: [_Any!]!, $filter: AuditFilter, $first: Int, $after: String) {
      _entities(representations: $of) { ... on Organization { auditLog(filter: $filter, first: $first, after: $after) {
        edges { node { at outcome actor { id } target { type id } } } pageInfo { hasNextPage endCursor } totalCount } } } }`;
    interface Page {
      edges: { node: { at: string; outcome: string; actor: { id: string } | null; target: object } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
      totalCount: number;
    }
    async function page(variables: Record<string, unknown>): Promise<Page> {
      const of = [{ __typename: "Organization", id: "org-aurora" }];
      const { data, errors } = await system.run(LOG, legal, { of, ...variables });
      expect(errors).toBeUndefined();
      return (data as { _entities: [{ auditLog: Page }] })._entities[0].auditLog;
    }
    const found = async (filter: object) => {
      const { edges, totalCount } = await page({ filter });
      expect(totalCount).toBe(edges.length);
      return edges.map(({ node }) => `${node.at.slice(14, 16)} ${node.outcome} ${node.actor?.id ?? "-"}`);
    };
    const [two, third, second, first] = [
      "02 ALLOWED user-two",
      "02 ALLOWED user-legal",
      "01 REFUSED -",
      "00 ALLOWED user-legal",
    ];
    const pages = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = await page({ first: 1, after });
      pages.push(
        ...edges.map(({ node }) => `${node.at.slice(14, 16)} ${node.outcome} ${node.actor?.id ?? "-"}`),
      );
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(pages).toEqual([two, third, second, first]);
    expect(await found({ actorId: "user-legal" })).toEqual([third, first]);
    expect(await found({ outcome: "REFUSED" })).toEqual([second]);
    expect(await found({ action: "Mutation.signOut" })).toEqual([]);
    expect(await found({ target: { type: "User", id: "user-two" } })).toEqual([two]);
    expect(await found({ target: { type: "Session", id: "user-two" } })).toEqual([]);
    const [from, to] = [NOON + MINUTE, NOON + 2 * MINUTE - 1].map((each) => new Date(each).toISOString());
    expect(await found({ from })).toEqual([two, third, second]);
    expect(await found({ from, to, outcome: "REFUSED", action: "Mutation.signIn" })).toEqual([second]);
    expect(await found({ from: to, to: from })).toEqual([]);
  });
});
