import type { Caller } from "../../schema/access/caller";
import { SESSION_LIMITS } from "../../subgraphs/identity/credentials/sessions/session-limits";
import { beginSession } from "../../subgraphs/identity/credentials/sessions/session.repository";
import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase, statementsOf } from "../kit/databases";
import { DAY, NOON, startWithFeed, type Identity } from "./kit";

eachDatabase("the caller", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
    for (const user of ["legal", "additional", "employee", "holding", "two"])
      await setPassword(system.database, `user-${user}`, "Area-Clienti-2026!");
  });

  async function session(userId: string) {
    const facts = { userAgent: null, ipAddress: null };
    const token = await system.database.write((transaction) =>
      beginSession(transaction, userId, facts, SESSION_LIMITS, NOON),
    );
    return { userId, sessionId: token.sessionId };
  }
  async function callerOf(userId: string, at = NOON): Promise<Caller | null> {
    const who = await session(userId);
    system.clock.now = at;
    try {
      return (await system.internal("caller", who)) as Caller | null;
    } finally {
      system.clock.now = NOON;
    }
  }
  async function grantsOf(userId: string, at: number): Promise<string[] | undefined> {
    return (await callerOf(userId, at))?.grants.map(({ id }) => id);
  }

  it("names every grant in force with its ancestors, and where the person is registered", async () => {
    expect(await callerOf("user-legal")).toEqual({
      userId: "user-legal",
      sessionId: expect.any(String) as string,
      organizationIds: ["org-aurora"],
      at: NOON,
      grants: [
        {
          id: "grant-legal",
          profile: "LEGAL_REP",
          services: [],
          scope: { kind: "ORGANIZATION", id: "org-aurora" },
          organizationIds: ["org-aurora"],
          contractId: null,
          validFrom: Date.parse("2024-06-15T00:00:00Z"),
          validUntil: null,
        },
        {
          id: "grant-legal-line",
          profile: "END_USER",
          services: [],
          scope: { kind: "MOBILE_LINE", id: "ml-borea-3" },
          organizationIds: ["org-borea"],
          contractId: "mc-borea-1",
          validFrom: Date.parse("2025-06-15T00:00:00Z"),
          validUntil: null,
        },
      ],
    });
  });

  it("names the services of a MOBILE_ADDITIONAL, and the contract that its scope is", async () => {
    const caller = await callerOf("user-additional");
    expect(caller?.grants).toEqual([
      expect.objectContaining({
        profile: "MOBILE_ADDITIONAL",
        services: ["INVENTORY", "USAGE"],
        scope: { kind: "MOBILE_CONTRACT", id: "mc-aurora-1" },
        organizationIds: ["org-aurora"],
        contractId: "mc-aurora-1",
      }),
    ]);
  });

  it("expands a holding into the companies that it has now", async () => {
    const before = await callerOf("user-holding");
    const join = "UPDATE `organization` SET `holding_id` = ? WHERE `id` = 'org-cometa'";
    await system.database.write((transaction) => transaction.execute(join, ["hold-levante"]));
    const after = await callerOf("user-holding");
    await system.database.write((transaction) => transaction.execute(join, [null]));
    expect([before, after].map((caller) => caller?.grants[0]?.organizationIds)).toEqual([
      ["org-aurora", "org-borea"],
      ["org-aurora", "org-borea", "org-cometa"],
    ]);
  });

  it("counts a grant from its first instant to the one before its last", async () => {
    const from = Date.parse("2024-06-15T00:00:00Z");
    const until = Date.parse("2026-06-15T00:00:00Z");
    const seen = [];
    for (const at of [from - 1, from, until - 1, until]) seen.push(await grantsOf("user-employee", at));
    expect(seen).toEqual([[], ["grant-former"], ["grant-former"], []]);
  });

  it("leaves out a revoked grant", async () => {
    const revoke =
      "UPDATE `profile_grant` SET `revoked_at` = ?, `exclusive_key` = NULL WHERE `id` = 'grant-two-borea'";
    await system.database.write((transaction) => transaction.execute(revoke, [NOON]));
    expect(await grantsOf("user-two", NOON)).toEqual(["grant-two-aurora"]);
  });

  it("counts an active registration only", async () => {
    const set = "UPDATE `organization_membership` SET `status` = ? WHERE `user_id` = 'user-employee'";
    const registered = [];
    for (const status of ["PENDING", "INVITED", "DEACTIVATED", "ACTIVE"]) {
      await system.database.write((transaction) => transaction.execute(set, [status]));
      registered.push((await callerOf("user-employee"))?.organizationIds);
    }
    expect(registered).toEqual([[], [], [], ["org-aurora"]]);
  });

  it("is nobody once the session has expired, for another's session, or for an account that never signed in", async () => {
    const { sessionId } = await session("user-legal");
    expect(await system.internal("caller", { userId: "user-additional", sessionId })).toBeNull();
    expect(await system.internal("caller", { userId: "user-legal", sessionId: "none" })).toBeNull();
    expect(await callerOf("user-legal", NOON + 30 * DAY)).toBeNull();
    expect(await callerOf("user-enduser")).toBeNull();
  });

  it("is frozen to its depths", async () => {
    const caller = await callerOf("user-additional");
    const grant = caller?.grants[0];
    const parts = [
      caller,
      caller?.organizationIds,
      caller?.grants,
      grant,
      grant?.scope,
      grant?.services,
      grant?.organizationIds,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });

  it("costs three statements, for one grant as for many", async () => {
    const sessions = [
      await session("user-additional"),
      await session("user-legal"),
      await session("user-holding"),
    ];
    const costs = [];
    for (const who of sessions)
      costs.push((await statementsOf(system.database, () => system.internal("caller", who))).length);
    expect(costs).toEqual([3, 3, 3]);
  });
});
