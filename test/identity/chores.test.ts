import { anonymousCaller } from "../../schema/access/caller";
import { createChores } from "../../subgraphs/shared/work/chores";
import { sweep } from "../../subgraphs/identity/sweep";
import { keyedHash } from "../../subgraphs/shared/text/keyed-hash";
import { sealing } from "../../subgraphs/identity/credentials/keys/key-encryption";
import { answerRequests } from "../../subgraphs/identity/recovery/answer-requests";
import { UserAccountEntity } from "../../subgraphs/identity/people/user-account.entity";
import { setPassword } from "../../subgraphs/identity/credentials/passwords/set-password";
import { eachDatabase } from "../kit/databases";
import { until } from "../kit/processes";
import { DAY, MINUTE, NOON, SETTINGS, SILENT, startOver, startWithFeed, type Identity } from "./kit";

const PASSWORD = "quindici gatti sul tetto";
const STRANGER = anonymousCaller(NOON);
const ROWS = (table: string) => `SELECT * FROM \`${table}\``;

describe("chores", () => {
  it("run one round at a time, and once more when woken meanwhile", async () => {
    let [running, rounds, most] = [0, 0, 0];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const chores = createChores(
      {
        one: {
          every: 3_600_000,
          async run() {
            most = Math.max(most, ++running);
            await held;
            running -= 1;
            rounds += 1;
          },
        },
      },
      SILENT,
    );
    chores.wake("one");
    await until("a round runs", () => running > 0, 30_000);
    for (let count = 0; count < 5; count += 1) chores.wake("one");
    letGo();
    await until("two rounds have run", () => rounds === 2, 30_000);
    await chores.close();
    chores.wake("one");
    expect([rounds, most]).toEqual([2, 1]);
  });

  it("log a round that failed and go on with the next", async () => {
    const log: string[] = [];
    let rounds = 0;
    const run = () => (++rounds === 1 ? Promise.reject(new Error("no")) : Promise.resolve());
    const logger = { ...SILENT, error: (_details: object, message: string) => void log.push(message) };
    const chores = createChores({ one: { every: 3_600_000, run } }, logger);
    chores.wake("one");
    await until("the failure is logged", () => log.length > 0, 30_000);
    chores.wake("one");
    await until("the next round has run", () => rounds === 2, 30_000);
    await chores.close();
    expect(log).toEqual(["a chore failed; it is tried again later"]);
  });
});

eachDatabase("what identity does by itself", (databases) => {
  let system: Identity;
  beforeAll(async () => {
    system = await startWithFeed(databases);
  });
  beforeEach(() => startOver(system));
  const context = () => ({
    database: system.database,
    services: {
      keyedHash: keyedHash(SETTINGS.secret),
      recoveries: sealing(SETTINGS.secret, "identity recovery request"),
      portalUrl: SETTINGS.portalUrl,
    },
    now: () => system.clock.now,
    logger: SILENT,
  });
  const countOf = async (table: string) => (await system.database.read.rows(ROWS(table))).length;
  const want = (username: string) =>
    system.run(
      `mutation ($username: String!) {
        requestPasswordReset(input: { username: $username }) { userErrors { code } }
      }`,
      STRANGER,
      { username },
    );

  it("answers a request that a process left when it ended, once, whichever processes look at it together", async () => {
    await setPassword(system.database, "user-legal", PASSWORD);
    const outbox = await countOf("outbox_message");
    await want("legal.aurora");
    const [kept] = await system.database.read.rows(ROWS("recovery_request"));
    expect(JSON.stringify(kept)).not.toContain("legal.aurora");
    await Promise.all([1, 2, 3].map(() => answerRequests(context())));
    expect(await countOf("recovery_request")).toBe(0);
    expect(await countOf("password_reset")).toBe(1);
    expect(await countOf("outbox_message")).toBe(outbox + 1);
  });

  it("drops a request that nobody looked into for ten minutes", async () => {
    await setPassword(system.database, "user-legal", PASSWORD);
    await want("legal.aurora");
    system.clock.now += 10 * MINUTE;
    expect(await answerRequests(context())).toBe(false);
    expect([await countOf("recovery_request"), await countOf("password_reset")]).toEqual([0, 0]);
  });

  it("drops a request that was sealed under another secret, says so, and answers those behind it", async () => {
    await setPassword(system.database, "user-legal", PASSWORD);
    await want("master.aurora");
    await system.database.write((transaction) =>
      transaction.execute("UPDATE `recovery_request` SET `sealed_identifier` = ?", [
        sealing("another secret of thirty-two characters", "identity recovery request").seal(
          "legal.aurora",
          "x",
        ),
      ]),
    );
    await want("legal.aurora");
    const log: string[] = [];
    const logger = { warn: (_details: object, message: string) => void log.push(message) };
    expect(await answerRequests({ ...context(), logger })).toBe(true);
    expect(log).toEqual(["a recovery request cannot be opened and is dropped"]);
    expect([await countOf("recovery_request"), await countOf("password_reset")]).toEqual([0, 1]);
  });

  it("writes to a company's people first, and little to accounts that others made with their address", async () => {
    await setPassword(system.database, "user-legal", PASSWORD);
    const { read } = system.database;
    const account =
      "SELECT `email`, `email_key` AS `emailKey`, `password_hash` AS `passwordHash` FROM `user_account` WHERE `id` = 'user-legal'";
    const real = (await read.row<{ email: string; emailKey: string; passwordHash: string }>(account))!;
    const made = Array.from({ length: 25 }, (_, index) => `0-made-${String(index).padStart(2, "0")}`);
    await system.database.write((transaction) =>
      transaction.insert(
        UserAccountEntity,
        made.map((id) => ({
          ...real,
          id,
          username: id,
          usernameKey: id,
          displayName: "Nina Nuova",
          sortName: "nina nuova",
          mobileNumber: null,
          fiscalCode: null,
          status: "ACTIVE" as const,
          language: "it" as const,
          appliedVatNumber: null,
        })),
      ),
    );
    const resets = async () => {
      const rows = await read.rows<{ userId: string }>(
        "SELECT `user_id` AS `userId` FROM `password_reset` ORDER BY `user_id`",
      );
      return rows.map(({ userId }) => userId);
    };
    const askFor = async (input: object) => {
      await system.run(
        `mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { userErrors { code } } }`,
        STRANGER,
        { input },
      );
      await answerRequests(context());
    };
    await askFor({ email: real.email });
    expect(await resets()).toEqual([...made.slice(0, 3), "user-legal"]);
    for (const username of made.slice(3, 6)) await askFor({ username });
    expect(await resets()).toHaveLength(4);
    system.clock.now += 5 * MINUTE;
    for (const username of made.slice(6, 9)) await askFor({ username });
    await askFor({ email: real.email });
    expect(await resets()).toEqual([...made.slice(0, 3), made[6], "user-legal", "user-legal"]);
  });

  it("removes what has expired, and nothing that still counts", async () => {
    await setPassword(system.database, "user-legal", PASSWORD);
    const signIn = `mutation { signIn(username: "legal.aurora", password: "${PASSWORD}") { accessToken } }`;
    await system.run(signIn, STRANGER);
    system.clock.now += 10 * DAY;
    await system.run(signIn, STRANGER);
    await want("legal.aurora");
    await answerRequests(context());
    const counts = async () => [
      await countOf("session"),
      await countOf("password_reset"),
      await countOf("known_address"),
      (await countOf("throttle")) > 0,
    ];
    await sweep(system.database, system.clock.now);
    expect(await counts()).toEqual([2, 1, 1, true]);
    system.clock.now = NOON + 30 * DAY;
    await sweep(system.database, system.clock.now);
    expect(await counts()).toEqual([1, 0, 1, false]);
    system.clock.now = NOON + 100 * DAY;
    await sweep(system.database, system.clock.now);
    expect(await counts()).toEqual([0, 0, 0, false]);
  });
});
