import { DataSource } from "typeorm";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  NestedWrite,
  TransactionEnded,
  type Database,
  type Writer,
} from "../../../subgraphs/shared/database";
import { LibsqlDriver } from "../../../subgraphs/shared/database/libsql-driver";
import { eachDatabase, statementsOf } from "../../kit/databases";
import { Book, LIBRARY, Shelf } from "./library";

/** A promise that the test fulfils when it wants to. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function labels(database: Database): Promise<string[]> {
  const rows = await database.read.rows<{ label: string }>("SELECT label FROM shelf ORDER BY label");
  return rows.map(({ label }) => label);
}

eachDatabase("writes", ({ open }) => {
  let database: Database;
  beforeEach(async () => {
    database = await open(LIBRARY);
  });

  it("keeps a committed row when another write that was open at the time rolls back", async () => {
    const firstIsOpen = gate();
    const mayFail = gate();
    const first = database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "first", label: "first" }]);
      firstIsOpen.open();
      await mayFail.opened;
      throw new Error("the first one fails");
    });
    await firstIsOpen.opened;
    const second = database.write((transaction) =>
      transaction.insert(Shelf, [{ id: "second", label: "second" }]),
    );
    mayFail.open();
    await expect(first).rejects.toThrow("the first one fails");
    await second;
    expect(await labels(database)).toEqual(["second"]);
  });

  it("shows readers nothing of a write before it commits", async () => {
    const isOpen = gate();
    const mayCommit = gate();
    const writing = database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "s", label: "s" }]);
      expect(await transaction.row("SELECT label FROM shelf")).toEqual({ label: "s" });
      isOpen.open();
      await mayCommit.opened;
    });
    await isOpen.opened;
    expect(await labels(database)).toEqual([]);
    mayCommit.open();
    await writing;
    expect(await labels(database)).toEqual(["s"]);
  });

  it("refuses a write inside a write instead of waiting for itself", async () => {
    const nested = database.write(() => database.write(() => Promise.resolve("inner")));
    await expect(nested).rejects.toThrow(NestedWrite);
    await expect(database.write(() => Promise.resolve("after"))).resolves.toBe("after");
  });

  it("allows a write in what an earlier write left running", async () => {
    const ended = gate();
    let left: Promise<string> = Promise.reject(new Error("never started"));
    left.catch(() => undefined);
    await database.write(async () => {
      left = ended.opened.then(() => database.write(() => Promise.resolve("written")));
      await Promise.resolve();
    });
    ended.open();
    expect(await left).toBe("written");
  });

  it("refuses a transaction that is used after its end", async () => {
    let kept: Writer | undefined;
    await database.write(async (transaction) => {
      kept = transaction;
      await Promise.resolve();
    });
    await expect(kept!.insert(Shelf, [{ id: "late", label: "late" }])).rejects.toThrow(TransactionEnded);
    await expect(kept!.find(Shelf)).rejects.toThrow(TransactionEnded);
    expect(await labels(database)).toEqual([]);
  });

  it("refuses a condition without a value, which would hit every row", async () => {
    await database.write((transaction) => transaction.insert(Shelf, [{ id: "s", label: "s" }]));
    const where = { id: undefined } as unknown as { id: string };
    await expect(database.write((transaction) => transaction.delete(Shelf, where))).rejects.toThrow(
      TypeError,
    );
    await expect(
      database.write((transaction) => transaction.update(Shelf, where, { label: "x" })),
    ).rejects.toThrow(TypeError);
    expect(await labels(database)).toEqual(["s"]);
  });

  it("inserts more rows than one statement holds, in order and without loss", async () => {
    const shelves = Array.from({ length: 2_500 }, (_, index) => ({ id: `s${index}`, label: `${index}` }));
    const statements = await statementsOf(database, () =>
      database.write((transaction) => transaction.insert(Shelf, shelves)),
    );
    expect(statements.map((sql) => sql.split(" ")[0])).toEqual([
      expect.stringMatching(/BEGIN|START/),
      "INSERT",
      "INSERT",
      "INSERT",
      "COMMIT",
    ]);
    expect(await database.read.row("SELECT COUNT(*) AS n, SUM(label) AS total FROM shelf")).toMatchObject({
      n: 2_500,
    });
  });

  it("overwrites, keeps or partly updates the row that is there", async () => {
    await database.write((transaction) => transaction.insert(Shelf, [{ id: "s1", label: "A" }]));
    const book = { id: "b1", shelfId: "s1", title: "One", pages: 1, lent: false };
    const stored = async (): Promise<Partial<Book> | null> =>
      await database.read.row("SELECT title, pages, lent FROM book WHERE id = ?", ["b1"]);
    const upsert = async (row: Partial<Book>, update?: (keyof Book)[]): Promise<void> =>
      await database.write((transaction) =>
        transaction.upsert(Book, [row], { key: ["id"], ...(update === undefined ? {} : { update }) }),
      );
    await upsert(book);
    expect(await stored()).toEqual({ title: "One", pages: 1, lent: 0 });
    await upsert({ ...book, title: "Two", pages: 2, lent: true });
    expect(await stored()).toEqual({ title: "Two", pages: 2, lent: 1 });
    await upsert({ ...book, title: "Three", pages: 3 }, ["pages"]);
    expect(await stored()).toEqual({ title: "Two", pages: 3, lent: 1 });
    await upsert({ ...book, title: "Four", pages: 4 }, []);
    expect(await stored()).toEqual({ title: "Two", pages: 3, lent: 1 });
  });

  it("counts the rows that an update, a deletion or a statement matched, changed or not", async () => {
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [
        { id: "s1", label: "A" },
        { id: "s2", label: "B" },
      ]);
      expect(await transaction.update(Shelf, { id: "s1" }, { label: "A" })).toBe(1);
      expect(await transaction.update(Shelf, { id: "none" }, { label: "A" })).toBe(0);
      expect(await transaction.execute("UPDATE shelf SET label = ? WHERE id = ?", ["A", "s1"])).toBe(1);
      expect(await transaction.delete(Shelf, { id: "s2" })).toBe(1);
      expect(await transaction.delete(Shelf, { id: "s2" })).toBe(0);
    });
  });
});

it("would lose that committed row if both writes shared one SQLite DataSource", async () => {
  const directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
  const shared = await new DataSource({
    type: "better-sqlite3",
    driver: LibsqlDriver,
    database: join(directory, "shared.sqlite"),
  }).initialize();
  await shared.query("CREATE TABLE shelf (id TEXT PRIMARY KEY)");
  const secondCommitted = gate();
  const firstIsOpen = gate();
  const first = shared.transaction(async () => {
    firstIsOpen.open();
    await secondCommitted.opened;
    throw new Error("the first one fails");
  });
  await firstIsOpen.opened;
  await shared.transaction((manager) => manager.query("INSERT INTO shelf VALUES ('second')"));
  secondCommitted.open();
  await expect(first).rejects.toThrow("the first one fails");
  expect(await shared.query("SELECT id FROM shelf")).toEqual([]);
  await shared.destroy();
  await rm(directory, { recursive: true });
});
