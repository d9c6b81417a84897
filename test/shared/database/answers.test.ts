import { Column, Entity, PrimaryColumn } from "typeorm";
import { inList, openDatabase, StatementFailed, type Database } from "../../../subgraphs/shared/database";
import { eachDatabase, statementsOf } from "../../kit/databases";
import { Book, CreateLibrary1700000000000, LIBRARY, Shelf } from "./library";

@Entity("price")
class Price {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "decimal", precision: 10, scale: 2 })
  amount!: string;
}

class LaterMigration1700000000002 {
  up = (): Promise<void> => Promise.reject(new Error("this migration fails"));
  down = (): Promise<void> => Promise.resolve();
}

eachDatabase("answers", ({ open, location }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open(LIBRARY);
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "s1", label: "A" }]);
      await transaction.insert(Book, [
        {
          id: "b1",
          shelfId: "s1",
          title: "è📚",
          pages: 3,
          boughtAt: 1_764_000_000_123,
          soldOn: "2025-11-22",
        },
        { id: "b2", shelfId: "s1", title: null, pages: 4, lent: true, boughtAt: Number.MAX_SAFE_INTEGER },
      ]);
    });
  });

  it("are the same raw rows on both engines", async () => {
    expect(await database.read.rows("SELECT * FROM book ORDER BY id")).toEqual([
      {
        id: "b1",
        shelf_id: "s1",
        title: "è📚",
        pages: 3,
        lent: 0,
        bought_at: 1_764_000_000_123,
        sold_on: "2025-11-22",
      },
      {
        id: "b2",
        shelf_id: "s1",
        title: null,
        pages: 4,
        lent: 1,
        bought_at: Number.MAX_SAFE_INTEGER,
        sold_on: null,
      },
    ]);
  });

  it("are the same entities on both engines", async () => {
    expect(await database.read.find(Book, { order: { id: "ASC" } })).toEqual([
      Object.assign(new Book(), {
        id: "b1",
        shelfId: "s1",
        title: "è📚",
        pages: 3,
        lent: false,
        boughtAt: 1_764_000_000_123,
        soldOn: "2025-11-22",
      }),
      Object.assign(new Book(), {
        id: "b2",
        shelfId: "s1",
        title: null,
        pages: 4,
        lent: true,
        boughtAt: Number.MAX_SAFE_INTEGER,
        soldOn: null,
      }),
    ]);
  });

  it("are numbers for sums and counts, and null for a sum over nothing", async () => {
    const aggregate =
      "SELECT SUM(pages) AS total, COUNT(*) AS n, MAX(lent) AS lent FROM book WHERE shelf_id = ?";
    expect(await database.read.row(aggregate, ["s1"])).toEqual({ total: 7, n: 2, lent: 1 });
    expect(await database.read.row(aggregate, ["s2"])).toEqual({ total: null, n: 0, lent: null });
  });

  it("take null and booleans as parameters, alone too", async () => {
    expect(await database.read.rows("SELECT id FROM book WHERE ? IS NULL ORDER BY id", [null])).toEqual([
      { id: "b1" },
      { id: "b2" },
    ]);
    expect(await database.read.rows("SELECT id FROM book WHERE lent = ?", [true])).toEqual([{ id: "b2" }]);
  });

  it("find by a list of values, and nothing by an empty one", async () => {
    const byIds = async (ids: string[]): Promise<object[]> => {
      const list = inList(ids);
      return await database.read.rows(`SELECT id FROM book WHERE id IN ${list.sql}`, list.parameters);
    };
    expect(await byIds(["b2", "b9"])).toEqual([{ id: "b2" }]);
    expect(await byIds([])).toEqual([]);
  });

  it("come from a query builder as well, in the one statement that is told to the observer", async () => {
    const statements = await statementsOf(database, async () => {
      const book = await database.read.createQueryBuilder(Book, "book").where({ id: "b1" }).getOne();
      expect(book?.title).toBe("è📚");
    });
    expect(statements).toEqual([expect.stringMatching(/^SELECT .*FROM .book. /)]);
  });

  it("refuse a wrong statement without telling its parameters", async () => {
    const error: unknown = await database.read
      .rows("SELECT nothing FROM book WHERE id = ?", ["s3cr3t"])
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StatementFailed);
    expect(error).toMatchObject({ sql: "SELECT nothing FROM book WHERE id = ?" });
    expect(JSON.stringify([error, (error as Error).message, (error as Error).cause])).not.toContain("s3cr3t");
  });

  it("never come from columns that the engines would answer differently", async () => {
    await expect(open({ entities: [Price], migrations: [] })).rejects.toThrow("Price.amount is decimal");
  });

  it("outlive the process: what was written is there after opening again, and is migrated once", async () => {
    const place = await location();
    const openAgain = { subgraph: "library", location: place, ...LIBRARY };
    const first = await openDatabase(openAgain);
    await first.write((transaction) => transaction.insert(Shelf, [{ id: "kept", label: "kept" }]));
    await first.close();
    const second = await openDatabase(openAgain);
    expect(await second.read.rows("SELECT id FROM shelf")).toEqual([{ id: "kept" }]);
    await second.close();
    await expect(second.read.rows("SELECT 1")).rejects.toThrow(Error);
    await expect(second.write(() => Promise.resolve())).rejects.toMatchObject({ reason: "closed" });
  });

  it("are there for all who open at once, though one alone may migrate", async () => {
    const place = await location();
    const all = await Promise.all(
      [1, 2, 3].map(() => openDatabase({ subgraph: "library", location: place, ...LIBRARY })),
    );
    await all[0]!.write((transaction) => transaction.insert(Shelf, [{ id: "s", label: "s" }]));
    for (const each of all) {
      expect(await each.read.rows("SELECT id FROM shelf")).toEqual([{ id: "s" }]);
      await each.close();
    }
  });

  it("do not come from a database whose migration failed", async () => {
    const migrations = [CreateLibrary1700000000000, LaterMigration1700000000002];
    await expect(open({ entities: [], migrations })).rejects.toThrow("this migration fails");
  });
});
