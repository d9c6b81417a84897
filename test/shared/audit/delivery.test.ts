import { RECORD_EVENTS, type AuditEvent } from "../../../schema/internal/audit";
import { recordEvents } from "../../../subgraphs/identity/audit/record-events";
import { verifyAudit } from "../../../subgraphs/identity/audit/verify-audit";
import { identity } from "../../../subgraphs/identity/subgraph";
import { mobileInventory } from "../../../subgraphs/mobile-inventory/subgraph";
import { deliverNow, deliverRecords, queueRecords, type AuditEntry } from "../../../subgraphs/shared/audit";
import type { Database } from "../../../subgraphs/shared/database";
import { eachDatabase } from "../../kit/databases";
import { answeredBy } from "../../kit/internal-call";

const NOON = Date.parse("2026-06-15T10:00:00Z");

eachDatabase("the records of another subgraph", (databases) => {
  const clock = { now: NOON };
  let owner: Database;
  let trail: Database;
  /** What stands between the two: by default nothing. */
  let road: (deliver: () => Promise<unknown>) => Promise<unknown>;

  beforeAll(async () => {
    const open = ({ name, entities, migrations }: { name: string } & Record<string, unknown>) =>
      databases.open({ subgraph: name, entities, migrations } as never);
    owner = await open(mobileInventory as never);
    trail = await open(identity as never);
  });
  beforeEach(async () => {
    clock.now = NOON;
    road = (deliver) => deliver();
    await owner.write((transaction) => transaction.execute("DELETE FROM audit_outbox"));
    await trail.write(async (transaction) => {
      await transaction.execute("DELETE FROM audit_event");
      await transaction.execute("DELETE FROM audit_chain");
    });
  });

  const context = () => ({
    database: owner,
    now: () => clock.now,
    internal: answeredBy((_to, name, input) => {
      expect(name).toBe(RECORD_EVENTS.name);
      return road(() => recordEvents.answer(input, { database: trail } as never, null));
    }),
  });
  const entry = (label: string, organizationIds = ["org-a"]): AuditEntry => ({
    organizationIds,
    actorId: "user",
    action: "Mutation.setLineLabel",
    target: { type: "MobileLine", id: "line", label },
    outcome: "ALLOWED",
  });
  const queue = (...entries: AuditEntry[]) =>
    owner.write((transaction) => queueRecords(transaction, { at: clock.now, request: null }, entries));
  const waiting = async () => (await owner.read.rows("SELECT id FROM audit_outbox")).length;
  const recorded = async () => {
    const rows = await trail.read.rows<{ chain: string; label: string }>(
      "SELECT chain, target_label AS label FROM audit_event ORDER BY chain, sequence",
    );
    for await (const chain of verifyAudit(trail.read)) expect(chain).toMatchObject({ fault: null });
    return rows.map(({ chain, label }) => `${chain} ${label}`);
  };

  it("stand in the chain of each company, in the order in which they were made", async () => {
    await queue(entry("one"), entry("two"), entry("both", ["org-a", "org-b"]), entry("nobody's", []));
    await deliverRecords(context());
    expect(await recorded()).toEqual([" nobody's", "org-a one", "org-a two", "org-a both", "org-b both"]);
    expect(await waiting()).toBe(0);
  });

  it("stand there once when the answer is lost and they are delivered again", async () => {
    await queue(entry("one"), entry("two"));
    road = async (deliver) => {
      await deliver();
      throw new Error("the answer is lost");
    };
    await expect(deliverRecords(context())).rejects.toThrow("cannot be kept just now");
    expect(await waiting()).toBe(2);
    road = (deliver) => deliver();
    clock.now += 60_000;
    await queue(entry("three"));
    await deliverRecords(context());
    expect(await recorded()).toEqual(["org-a one", "org-a two", "org-a three"]);
    expect(await waiting()).toBe(0);
  });

  it("wait while identity is away, are not asked for at every look, and are never given up", async () => {
    let calls = 0;
    road = () => Promise.reject(new Error(`away ${(calls += 1)}`));
    await queue(entry("one"));
    for (let look = 0; look < 10; look += 1) await deliverRecords(context()).catch(() => undefined);
    expect(calls).toBe(1);
    for (let hour = 0; hour < 30; hour += 1) {
      clock.now += 3_600_000;
      await deliverRecords(context()).catch(() => undefined);
    }
    expect([calls, await waiting()]).toEqual([31, 1]);
    road = (deliver) => deliver();
    clock.now += 3_600_000;
    await deliverRecords(context());
    expect(await recorded()).toEqual(["org-a one"]);
  });

  it("of a process that died while it delivered them are another's after the lease", async () => {
    await queue(entry("one"));
    road = () => new Promise(() => undefined);
    void deliverRecords(context());
    while ((await owner.read.row("SELECT id FROM audit_outbox WHERE attempts = 1")) === null);
    road = (deliver) => deliver();
    await deliverRecords(context());
    expect(await recorded()).toEqual([]);
    clock.now += 10_000;
    await deliverRecords(context());
    expect(await recorded()).toEqual(["org-a one"]);
  });

  it("stand there once when two processes deliver at once", async () => {
    await queue(...Array.from({ length: 250 }, (_, index) => entry(String(index))));
    await Promise.all([deliverRecords(context()), deliverRecords(context())]);
    expect(await recorded()).toHaveLength(250);
    expect(await waiting()).toBe(0);
  });

  it("are brought there at once for an answer that waits for them, whoever has the lease", async () => {
    const ids = await queue(entry("one"), entry("two"));
    await owner.write((transaction) =>
      transaction.execute("UPDATE audit_outbox SET next_attempt_at = ?", [NOON + 3_600_000]),
    );
    await deliverNow(context(), ids);
    expect(await recorded()).toEqual(["org-a one", "org-a two"]);
    await deliverNow(context(), ids);
    road = () => Promise.reject(new Error("away"));
    const more = await queue(entry("three"));
    await expect(deliverNow(context(), more)).rejects.toMatchObject({
      extensions: { code: "SUBGRAPH_UNAVAILABLE" },
    });
  });

  it("fit the chain whatever their texts are: nothing that was done is refused there", async () => {
    const long = "\u0001😀\ud800".repeat(2_000);
    const request = { requestId: long, ipAddress: long, userAgent: long };
    await owner.write((transaction) =>
      queueRecords(transaction, { at: NOON, request }, [{ ...entry(long), reason: long }]),
    );
    await deliverRecords(context());
    expect(await recorded()).toHaveLength(1);
  });

  it("are refused by identity when they are no records", async () => {
    const event: Partial<AuditEvent> = {
      id: "x",
      organizationId: "org-a",
      at: NOON,
      action: "no coordinate",
    };
    await expect(
      recordEvents.answer({ events: [event] }, { database: trail } as never, null),
    ).rejects.toThrow("action");
    expect(await recorded()).toEqual([]);
  });
});
