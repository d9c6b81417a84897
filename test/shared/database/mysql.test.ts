import {
  DatabaseUnavailable,
  openDatabase,
  type Database,
  type PoolLimits,
} from "../../../subgraphs/shared/database";
import { onMysql } from "../../kit/databases";
import { Book, LIBRARY, Shelf } from "./library";

const HELD = { connections: 2, queue: 3, acquireTimeout: 300, statementTimeout: 5_000 };

/** A promise that the test fulfils when it wants to. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const settled = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

onMysql("a pool", ({ location }) => {
  const opened: Database[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  async function openPool(pool: Partial<PoolLimits>): Promise<Database> {
    const place = await location();
    if (place.kind !== "mysql") throw new Error("This test is about MySQL.");
    const database = await openDatabase({ subgraph: "test", location: { ...place, pool }, ...LIBRARY });
    opened.push(database);
    return database;
  }

  it("refuses with a reason when every connection is held, and serves again when one is free", async () => {
    const database = await openPool(HELD);
    const release = gate();
    const begun = [gate(), gate()];
    const holders = begun.map(({ open }) =>
      database.write(async () => {
        open();
        await release.opened;
      }),
    );
    await Promise.all(begun.map(({ opened: each }) => each));
    const waiting = await Promise.all([1, 2, 3, 4].map(() => settled(database.read.rows("SELECT 1 AS one"))));
    expect(waiting.map((error) => (error as DatabaseUnavailable).reason).toSorted()).toEqual([
      "acquire-timeout",
      "acquire-timeout",
      "acquire-timeout",
      "queue-full",
    ]);
    release.open();
    await Promise.all(holders);
    const rows = await Promise.all([1, 2, 3, 4].map(() => database.read.rows("SELECT 1 AS one")));
    expect(rows).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
  });

  it("answers a killed connection with a reason, keeps nothing of its write, and goes on", async () => {
    const database = await openPool({ connections: 3 });
    const outcome = await settled(
      database.write(async (transaction) => {
        await transaction.insert(Shelf, [{ id: "lost", label: "lost" }]);
        const own = await transaction.row<{ id: number }>("SELECT CONNECTION_ID() AS id");
        await settled(database.read.rows(`KILL ${own!.id}`));
        await transaction.insert(Shelf, [{ id: "lost too", label: "too" }]);
      }),
    );
    expect(outcome).toMatchObject({ name: "DatabaseUnavailable", reason: "connection" });
    expect(await database.read.rows("SELECT id FROM shelf")).toEqual([]);
    await database.write((transaction) => transaction.insert(Shelf, [{ id: "kept", label: "kept" }]));
    expect(await database.read.rows("SELECT id FROM shelf")).toEqual([{ id: "kept" }]);
  });

  it("does not commit half a write whose lost connection the work swallowed", async () => {
    const database = await openPool({ connections: 3 });
    const outcome = await settled(
      database.write(async (transaction) => {
        await transaction.insert(Shelf, [{ id: "first", label: "first" }]);
        const own = await transaction.row<{ id: number }>("SELECT CONNECTION_ID() AS id");
        await settled(database.read.rows(`KILL ${own!.id}`));
        await settled(transaction.insert(Shelf, [{ id: "second", label: "second" }]));
        return "all is well";
      }),
    );
    expect(outcome).toMatchObject({ name: "DatabaseUnavailable", reason: "connection" });
    expect(await database.read.rows("SELECT id FROM shelf")).toEqual([]);
  });

  it("gives up a statement that takes too long, and takes no late answer for the next one's", async () => {
    const database = await openPool({ connections: 1, statementTimeout: 200 });
    expect(await settled(database.read.rows("SELECT SLEEP(1) AS slept"))).toMatchObject({
      reason: "statement-timeout",
    });
    expect(await database.read.rows("SELECT 2 AS two")).toEqual([{ two: 2 }]);
  });

  it("rolls back the write whose statement takes too long", async () => {
    const database = await openPool({ connections: 1, statementTimeout: 200 });
    const writing = database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "late", label: "late" }]);
      await transaction.rows("SELECT SLEEP(1) AS slept");
    });
    expect(await settled(writing)).toMatchObject({ reason: "statement-timeout" });
    expect(await database.read.rows("SELECT id FROM shelf")).toEqual([]);
  });

  it("runs the victim of a deadlock again until both writes are done", async () => {
    const database = await openPool({});
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "s", label: "s" }]);
      await transaction.insert(Book, [
        { id: "b1", shelfId: "s", title: "one", pages: 1 },
        { id: "b2", shelfId: "s", title: "two", pages: 1 },
      ]);
    });
    const bothHoldOne = [gate(), gate()];
    let runs = 0;
    const crossing = (own: number, [first, second]: [string, string]) =>
      database.write(async (transaction) => {
        runs += 1;
        await transaction.execute("UPDATE book SET pages = pages + 1 WHERE id = ?", [first]);
        bothHoldOne[own]!.open();
        await bothHoldOne[1 - own]!.opened;
        await transaction.execute("UPDATE book SET pages = pages + 1 WHERE id = ?", [second]);
      });
    await Promise.all([crossing(0, ["b1", "b2"]), crossing(1, ["b2", "b1"])]);
    expect(runs).toBeGreaterThan(2);
    expect(await database.read.rows("SELECT id, pages FROM book ORDER BY id")).toEqual([
      { id: "b1", pages: 3 },
      { id: "b2", pages: 3 },
    ]);
  });

  it("cannot be opened where no server listens, and says so", async () => {
    const nowhere = { kind: "mysql" as const, url: "mysql://root@127.0.0.1:1", prefix: "test" };
    await expect(openDatabase({ subgraph: "test", location: nowhere, ...LIBRARY })).rejects.toMatchObject({
      name: "DatabaseUnavailable",
      reason: "connection",
      driverCode: "ECONNREFUSED",
    });
  });
});
