import { openDatabase, RequestTime, type Database } from "../../../subgraphs/shared/database";
import { withLimit } from "../../../subgraphs/shared/database/server-limit";
import { eachDatabase, onMysql } from "../../kit/databases";
import { until } from "../../kit/processes";
import { LIBRARY, Shelf } from "./library";

const settled = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
const outOfTime = { name: "DatabaseUnavailable", reason: "out-of-time" };

eachDatabase("the time of a request", (databases) => {
  let database: Database;
  const shelves = async (): Promise<readonly string[]> =>
    (await database.read.rows<{ id: string }>("SELECT id FROM shelf ORDER BY id")).map(({ id }) => id);

  beforeEach(async () => {
    database = await databases.open(LIBRARY);
  });

  it("lets statements and transactions through while it lasts", async () => {
    const within = database.within(new RequestTime(60_000));
    await within.write((transaction) => transaction.insert(Shelf, [{ id: "a", label: "a" }]));
    expect(await within.read.find(Shelf)).toEqual([{ id: "a", label: "a" }]);
    expect(await within.read.createQueryBuilder(Shelf, "s").getCount()).toBe(1);
  });

  it("begins nothing once it is over, or nobody waits any more", async () => {
    const gone = new AbortController();
    gone.abort();
    for (const time of [new RequestTime(0), new RequestTime(60_000, gone.signal)]) {
      const within = database.within(time);
      expect(await settled(within.read.rows("SELECT 1 AS one"))).toMatchObject(outOfTime);
      expect(await settled(within.read.find(Shelf))).toMatchObject(outOfTime);
      const work = jest.fn(() => Promise.resolve());
      expect(await settled(within.write(work))).toMatchObject(outOfTime);
      expect(work).not.toHaveBeenCalled();
    }
    expect(await shelves()).toEqual([]);
  });

  it("commits nothing that was done by then", async () => {
    const gone = new AbortController();
    const within = database.within(new RequestTime(60_000, gone.signal));
    const outcome = await settled(
      within.write(async (transaction) => {
        await transaction.insert(Shelf, [{ id: "late", label: "late" }]);
        gone.abort();
      }),
    );
    expect(outcome).toMatchObject(outOfTime);
    // Nor does the next transaction, on whatever connection it is.
    for (const id of ["b", "c", "d"])
      await database.write((transaction) => transaction.insert(Shelf, [{ id, label: id }]));
    expect(await shelves()).toEqual(["b", "c", "d"]);
  });
});

onMysql("the time of a request on the server", ({ location }) => {
  const opened: Database[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  const open = async (connections: number): Promise<Database> => {
    const place = await location();
    if (place.kind !== "mysql") throw new Error("This test is about MySQL.");
    const database = await openDatabase({
      subgraph: "test",
      location: { ...place, pool: { connections } },
      ...LIBRARY,
    });
    opened.push(database);
    return database;
  };
  const nothingRuns = (database: Database, mark: string): Promise<number> =>
    until(`no statement ${mark} runs on the server`, async () => {
      const running = await database.read.rows<object>(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE CONCAT('%', ?, '%') AND ID <> CONNECTION_ID()",
        [mark],
      );
      return running.length === 0;
    });

  it("ends what runs when it is over, and the pool goes on with all its connections", async () => {
    const database = await open(4);
    const within = database.within(new RequestTime(300));
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => settled(within.read.rows("SELECT SLEEP(60) AS slept_late"))),
    );
    expect(outcomes).toEqual([1, 2, 3].map(() => expect.objectContaining(outOfTime)));
    await nothingRuns(database, "slept_late");
    const rows = await Promise.all([1, 2, 3, 4].map(() => database.read.rows("SELECT 1 AS one")));
    expect(rows).toHaveLength(4);
  });

  it("ends what runs when nobody waits any more", async () => {
    const database = await open(3);
    const gone = new AbortController();
    const within = database.within(new RequestTime(60_000, gone.signal));
    const sleeping = settled(within.read.rows("SELECT SLEEP(50) AS slept_alone"));
    await until("it runs", async () => {
      const running = await database.read.rows<object>(
        "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE '%slept_alone%' AND ID <> CONNECTION_ID()",
      );
      return running.length > 0;
    });
    gone.abort();
    expect(await sleeping).toMatchObject(outOfTime);
    await nothingRuns(database, "slept_alone");
  });

  it("ends a wait for a lock, and nothing of the transaction is done later", async () => {
    const database = await open(4);
    await database.write((transaction) => transaction.insert(Shelf, [{ id: "held", label: "held" }]));
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let hold = (): void => {};
    const held = new Promise<void>((resolve) => (hold = resolve));
    const holder = database.write(async (transaction) => {
      await transaction.execute("UPDATE shelf SET label = 'mine' WHERE id = 'held'");
      hold();
      await released;
    });
    await held;
    const waiting = await settled(
      database.within(new RequestTime(400)).write(async (transaction) => {
        await transaction.insert(Shelf, [{ id: "appointed", label: "ap" }]);
        await transaction.execute("UPDATE shelf SET label = 'theirs' WHERE id = 'held'");
      }),
    );
    expect(waiting).toMatchObject(outOfTime);
    release();
    await holder;
    for (const id of ["b", "c", "d", "e"])
      await database.write((transaction) => transaction.insert(Shelf, [{ id, label: id }]));
    expect(await database.read.rows("SELECT id, label FROM shelf WHERE id IN ('appointed', 'held')")).toEqual(
      [{ id: "held", label: "mine" }],
    );
  });
});

describe("a statement's limit", () => {
  it.each([
    [
      "SELECT 1",
      "SET STATEMENT max_statement_time = 1.5 FOR SELECT 1",
      "SELECT /*+ MAX_EXECUTION_TIME(1500) */ 1",
    ],
    [
      "/* background */ SELECT 1",
      "SET STATEMENT max_statement_time = 1.5 FOR /* background */ SELECT 1",
      "/* background */ SELECT /*+ MAX_EXECUTION_TIME(1500) */ 1",
    ],
    [
      "UPDATE a SET b = 1",
      "SET STATEMENT max_statement_time = 1.5 FOR UPDATE a SET b = 1",
      "UPDATE a SET b = 1",
    ],
    ["COMMIT", "COMMIT", "COMMIT"],
    ["START TRANSACTION", "START TRANSACTION", "START TRANSACTION"],
  ])("of %s is written as each server reads it", (sql, mariadb, mysql) => {
    expect(withLimit(sql, 1_500, true)).toBe(mariadb);
    expect(withLimit(sql, 1_500, false)).toBe(mysql);
  });
});
