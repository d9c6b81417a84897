import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AsyncResource } from "node:async_hooks";
import { createHash } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { exportAudit } from "../../subgraphs/identity/audit/export-audit";
import { AuditEventEntity } from "../../subgraphs/identity/audit/audit-event.entity";
import { openCheckpoint, signCheckpoint } from "../../subgraphs/identity/audit/checkpoint";
import type { AuditEntry } from "../../subgraphs/shared/audit";
import { recordAudit } from "../../subgraphs/identity/audit/record-audit";
import { reportAudit } from "../../subgraphs/identity/audit/report-audit";
import { everyPublicKey, signingKey } from "../../subgraphs/identity/credentials/keys/signing-keys";
import { createIdentityServices } from "../../subgraphs/identity/services";
import type { Database } from "../../subgraphs/shared/database";
import { eachDatabase } from "../kit/databases";
import { act, chainOf, forgetEverything, verdictOf } from "./audit-kit";
import { NOON, SETTINGS, startIdentity, SILENT } from "./kit";

const FROM = { requestId: "request-1", userAgent: "Test/1.0", ipAddress: "192.0.2.1" };
const OCCASION = { at: NOON, request: FROM };

eachDatabase("the chain of the audit trail", (databases) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await startIdentity(databases));
  });
  beforeEach(() => forgetEverything(database));

  const record = (...entries: AuditEntry[]) =>
    database.write((transaction) => recordAudit(transaction, OCCASION, entries));
  const execute = (sql: string, parameters: (string | number | null)[] = []) =>
    database.write((transaction) => transaction.execute(sql, parameters));
  const fiveEvents = () =>
    record(...["a", "b", "c", "d", "e"].map((action) => act(["org-a"], `Mutation.${action}`)));

  it("ends fifty appends at once, over three companies each, with chains without a gap", async () => {
    const chains = ["org-c", "org-a", "org-b"];
    await Promise.all(Array.from({ length: 50 }, () => record(act(chains))));
    expect(await verdictOf(database)).toEqual(["org-a 50 whole", "org-b 50 whole", "org-c 50 whole"]);
    const sequences = (await chainOf(database.read, "org-a")).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 50 }, (_none, index) => index + 1));
  }, 60_000);

  it("keeps neither act nor record when their transaction rolls back, and both when it commits", async () => {
    const both = (fails: boolean) =>
      database.write(async (transaction) => {
        await transaction.execute("INSERT INTO `holding` (`id`, `name`) VALUES ('hold-1', 'One')");
        await recordAudit(transaction, OCCASION, [act(["org-a"])]);
        if (fails) throw new Error("changed its mind");
      });
    await expect(both(true)).rejects.toThrow("changed its mind");
    expect([await verdictOf(database), await database.read.row("SELECT `id` FROM `holding`")]).toEqual([
      [],
      null,
    ]);
    await both(false);
    expect(await verdictOf(database)).toEqual(["org-a 1 whole"]);
    await execute("DELETE FROM `holding`");
  });

  it("goes on from its own events when one transaction records twice", async () => {
    await database.write(async (transaction) => {
      await recordAudit(transaction, OCCASION, [act(["org-a"])]);
      await recordAudit(transaction, OCCASION, [act(["org-a", "org-a"]), act([])]);
    });
    expect(await verdictOf(database)).toEqual([" 1 whole", "org-a 2 whole"]);
  });

  // SQLite lets nobody else write from a transaction's begin on.
  if (databases.engine === "mysql")
    it("hangs on the event that another committed after the transaction had read", async () => {
      await record(act(["org-a"]));
      const elsewhere = new AsyncResource("another request");
      await database.write(async (transaction) => {
        await transaction.rows("SELECT * FROM `audit_chain`");
        await elsewhere.runInAsyncScope(() => record(act(["org-a"])));
        await recordAudit(transaction, OCCASION, [act(["org-a"])]);
      });
      expect(await verdictOf(database)).toEqual(["org-a 3 whole"]);
    });

  it("takes four statements, transaction control aside, for one company and for three", async () => {
    const counts = [];
    for (const companies of [["org-a"], ["org-a", "org-b", "org-c"]]) {
      const statements: string[] = [];
      const stop = database.observe((sql) => void statements.push(sql));
      await record(act(companies));
      stop();
      counts.push(statements.filter((sql) => /^(INSERT|SELECT|UPDATE)/.test(sql)).length);
    }
    expect(counts).toEqual([4, 4]);
  });

  it("hashes as docs/audit.md says, with texts that no database keeps made storable", async () => {
    await record({
      ...act(["org-a"]),
      target: { type: "User", id: "u", label: `half \uD800 nul \u0000 whole 😀${"x".repeat(300)}` },
      reason: "perché sì",
      grantId: "grant-1",
    });
    const [event] = await chainOf(database.read, "org-a");
    const label = `half \uFFFD nul \uFFFD whole 😀${"x".repeat(300)}`;
    const stored = Array.from(label).slice(0, 255).join("");
    expect(event).toEqual({
      id: expect.any(String) as string,
      chain: "org-a",
      sequence: 1,
      at: NOON,
      actorId: "user-legal",
      grantId: "grant-1",
      action: "Mutation.signIn",
      targetType: "User",
      targetId: "u",
      targetLabel: stored,
      outcome: "ALLOWED",
      reason: "perché sì",
      ...FROM,
      hash: expect.any(String) as string,
    });
    const form = `[1,"org-a",1,"${event!.id}",${NOON},"user-legal","grant-1","Mutation.signIn","User","u",${JSON.stringify(stored)},"ALLOWED","perché sì","192.0.2.1","Test/1.0","request-1"]`;
    expect(event!.hash).toBe(
      createHash("sha256")
        .update(`${"0".repeat(64)}\n${form}`)
        .digest("hex"),
    );
    expect(await verdictOf(database)).toEqual(["org-a 1 whole"]);
  });

  it.each([
    ["id", "another"],
    ["at", NOON + 1],
    ["actor_id", "user-other"],
    ["actor_id", null],
    ["grant_id", "grant-x"],
    ["action", "Mutation.x"],
    ["outcome", "REFUSED"],
    ["reason", "because"],
    ["ip_address", "192.0.2.9"],
    ["user_agent", "Other/2"],
    ["request_id", "request-9"],
    ["hash", "0".repeat(64)],
  ])("notices %s altered to %s", async (column, value) => {
    await fiveEvents();
    await execute(`UPDATE \`audit_event\` SET \`${column}\` = ? WHERE \`sequence\` = 3`, [value]);
    expect(await verdictOf(database)).toEqual(["org-a 2 altered at 3"]);
  });

  it("notices a target put in, an event of another chain, and one too many", async () => {
    await fiveEvents();
    await record(act(["org-b"]));
    await execute("UPDATE `audit_event` SET `target_type` = 'User', `target_id` = 'u' WHERE `sequence` = 4");
    expect(await verdictOf(database)).toEqual(["org-a 3 altered at 4", "org-b 1 whole"]);
    await execute("UPDATE `audit_event` SET `chain` = 'org-b', `sequence` = 2 WHERE `sequence` = 5");
    expect(await verdictOf(database, { chain: "org-b" })).toEqual(["org-b 1 altered at 2"]);
  });

  it("notices an event deleted, two that changed places, and an end cut off", async () => {
    await fiveEvents();
    await execute("DELETE FROM `audit_event` WHERE `sequence` = 2");
    expect(await verdictOf(database)).toEqual(["org-a 1 missing at 2"]);
    await forgetEverything(database);
    await fiveEvents();
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ] as const)
      await execute("UPDATE `audit_event` SET `sequence` = ? WHERE `sequence` = ?", [to, from]);
    expect(await verdictOf(database)).toEqual(["org-a 1 altered at 2"]);
    await forgetEverything(database);
    await fiveEvents();
    await execute("DELETE FROM `audit_event` WHERE `sequence` > 3");
    expect(await verdictOf(database)).toEqual(["org-a 3 missing at 4"]);
    await execute("DELETE FROM `audit_chain`");
    expect(await verdictOf(database)).toEqual(["org-a 3 not what the head says at 3"]);
  });

  it("notices by a checkpoint only that end and head were cut off together, or a chain made anew or gone", async () => {
    await fiveEvents();
    const key = await signingKey(database, SETTINGS.secret, NOON);
    const text = await signCheckpoint(database.read, key, NOON);
    const { at, heads } = await openCheckpoint(await everyPublicKey(database), `${text}\n`);
    expect(at).toBe(NOON);
    await record(act(["org-a"]));
    expect(await verdictOf(database, { heads })).toEqual(["org-a 6 whole"]);
    const [, , third] = await chainOf(database.read, "org-a");
    await execute("DELETE FROM `audit_event` WHERE `sequence` > 3");
    await execute("UPDATE `audit_chain` SET `sequence` = 3, `hash` = ?", [third!.hash]);
    expect(await verdictOf(database)).toEqual(["org-a 3 whole"]);
    expect(await verdictOf(database, { heads })).toEqual(["org-a 3 missing at 4"]);
    await forgetEverything(database);
    await fiveEvents();
    expect(await verdictOf(database)).toEqual(["org-a 5 whole"]);
    expect(await verdictOf(database, { heads })).toEqual(["org-a 4 rewritten since the checkpoint at 5"]);
    await forgetEverything(database);
    expect(await verdictOf(database, { heads })).toEqual(["org-a 0 missing at 1"]);
  });

  it("takes no checkpoint that is forged, altered, or signed by a key put in place of the real one", async () => {
    await fiveEvents();
    const key = await signingKey(database, SETTINGS.secret, NOON);
    const text = await signCheckpoint(database.read, key, NOON);
    const [header, payload, signature] = text.split(".");
    const forged = Buffer.from(JSON.stringify({ at: NOON, chains: [] })).toString("base64url");
    for (const wrong of ["", "x", `${header}.${forged}.${signature}`, `${header}.${payload}.`])
      await expect(openCheckpoint(await everyPublicKey(database), wrong)).rejects.toThrow("Not a checkpoint");
    const services = await createIdentityServices(SETTINGS, { database, now: () => NOON, logger: SILENT });
    const { token } = await services.signAccessToken({ userId: "u", sessionId: "s" }, NOON);
    await expect(openCheckpoint(await everyPublicKey(database), token)).rejects.toThrow("something else");
    const jwk = await database.read.row<{ jwk: string }>("SELECT `public_jwk` AS `jwk` FROM `signing_key`");
    const other = { ...(JSON.parse(jwk!.jwk) as { x: string; kid: string }), x: "A".repeat(43) };
    expect(await calculateJwkThumbprint(other as never)).not.toBe(other.kid);
    await execute("UPDATE `signing_key` SET `public_jwk` = ?", [JSON.stringify(other)]);
    await expect(openCheckpoint(await everyPublicKey(database), text)).rejects.toThrow(
      "not the one of that name",
    );
    await execute("UPDATE `signing_key` SET `public_jwk` = ?", [jwk!.jwk]);
  });

  it("reports a line a chain and a sum, and answers 1 for a broken one", async () => {
    await fiveEvents();
    await record(act([]));
    const told: string[] = [];
    const out = { write: (text: string) => told.push(text) };
    expect(await reportAudit(database, {}, out)).toBe(0);
    await execute("DELETE FROM `audit_event` WHERE `sequence` = 5");
    expect(await reportAudit(database, { chain: "org-a" }, out)).toBe(1);
    expect(told.join("")).toBe(
      "(no organization): 1 events, whole\norg-a: 5 events, whole\n2 chains, 6 events in order, 0 chains broken\n" +
        "org-a: BROKEN at sequence 5: missing\n1 chains, 4 events in order, 1 chains broken\n",
    );
  });

  it("exports and verifies beyond a page of 1,000 events, each on a line of its own", async () => {
    await record(...Array.from({ length: 2_001 }, () => act(["org-a"])));
    expect(await verdictOf(database)).toEqual(["org-a 2001 whole"]);
    const lines: string[] = [];
    for await (const line of exportAudit(database.read, "org-a")) lines.push(line);
    expect(lines).toHaveLength(2_001);
    expect(lines.every((line) => line.indexOf("\n") === line.length - 1)).toBe(true);
    const last = JSON.parse(lines.at(-1)!) as AuditEventEntity;
    expect(last).toMatchObject({
      chain: "org-a",
      sequence: 2_001,
      at: NOON,
      time: "2026-06-15T12:00:00.000Z",
    });
    expect(last).toMatchObject({ ipAddress: "192.0.2.1", userAgent: "Test/1.0", hash: expect.any(String) });
  });

  it("has one place for each number of a chain: the database refuses a second", async () => {
    await fiveEvents();
    const [first] = await chainOf(database.read, "org-a");
    await expect(
      database.write((transaction) =>
        transaction.insert(AuditEventEntity, [Object.assign({}, first, { id: "twin" })]),
      ),
    ).rejects.toMatchObject({ kind: "unique", constraint: "audit_event_sequence" });
    await expect(
      database.write((transaction) =>
        transaction.insert(AuditEventEntity, [Object.assign({}, first, { id: "none", sequence: 0 })]),
      ),
    ).rejects.toMatchObject({ kind: "check" });
  });
});

/** Code that would change or remove an event, by SQL or through a Writer. */
const CHANGES =
  /(UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE( TABLE)?)\s+`?audit_event|\.(update|delete|upsert)\(\s*AuditEvent|CREATE TRIGGER/i;

describe("the audit trail in the code", () => {
  it("is only added to: nothing changes or deletes an event, and there is no trigger", () => {
    const files = readdirSync("subgraphs", { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const guilty = files.filter((file) => CHANGES.test(readFileSync(join("subgraphs", file), "utf8")));
    expect(files).toContain("identity/audit/record-audit.ts");
    expect(guilty).toEqual([]);
  });

  it.each([
    "UPDATE `audit_event` SET x = 1",
    "delete from audit_event",
    "transaction.update(AuditEventEntity, {})",
    "transaction.delete(\n AuditEventEntity, {})",
  ])("would notice %j", (text) => {
    expect(CHANGES.test(text)).toBe(true);
  });
});
