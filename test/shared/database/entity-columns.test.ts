import { Entity, PrimaryColumn } from "typeorm";
import {
  allOf,
  code,
  column,
  columns,
  HiddenColumn,
  insertColumns,
  isOneOf,
  rowOf,
  rowReader,
  rowSource,
  rowsWhere,
  sql,
  tableOf,
  type Database,
  type Hidden,
  type PlainRow,
  type RawRow,
} from "../../../subgraphs/shared/database";
import { eachDatabase } from "../../kit/databases";
import { Book, LIBRARY, Shelf } from "./library";

/** A shelf whose label only code that names it may read. */
@Entity("shelf")
class SealedShelf {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @HiddenColumn({ type: "varchar", length: 8 })
  label!: Hidden<string>;
}

describe("The columns of an entity", () => {
  it("are selected by the names of its properties", () => {
    expect(columns(Shelf).sql).toBe("id, label");
    expect(columns(Book, "b").sql).toBe(
      "b.id, b.shelf_id AS shelfId, b.title, b.pages, b.lent, b.bought_at AS boughtAt, b.sold_on AS soldOn",
    );
  });

  it("are picked by property, under another name where one is given", () => {
    expect(columns(Book, "b", ["id", "soldOn"]).sql).toBe("b.id, b.sold_on AS soldOn");
    expect(columns(Book, undefined, { book: "id", shelfId: "shelfId" }).sql).toBe(
      "id AS book, shelf_id AS shelfId",
    );
  });

  it("are named one by one, and for an INSERT", () => {
    expect([column(Book, "shelfId"), column(Book, "shelfId", "b")]).toEqual(["shelf_id", "b.shelf_id"]);
    expect(insertColumns(Book, ["id", "shelfId"]).sql).toBe("(id, shelf_id)");
    expect(tableOf(Book)).toBe("book");
  });

  it("that are hidden are read only by name", () => {
    expect(columns(SealedShelf).sql).toBe("id");
    expect(rowSource(SealedShelf, "s")).toEqual({ columns: "s.id", from: "shelf s" });
    expect(columns(SealedShelf, undefined, ["label"]).sql).toBe("label");
  });

  it("that are hidden are no part of the row's type", () => {
    const row: PlainRow<SealedShelf> = { id: "s" };
    // @ts-expect-error: `label` is hidden
    expect(row.label).toBeUndefined();
  });

  it("cannot be declared as hidden on a property that is not", () => {
    class Open {
      // @ts-expect-error: the type does not say so
      @HiddenColumn({ type: "varchar", length: 8 })
      label!: string;
    }
    expect(() => columns(Open)).toThrow("Open is not the entity of a named table");
  });

  it("are refused where the class is no entity or has no such property", () => {
    class Stray {
      id!: string;
    }
    expect(() => columns(Stray)).toThrow("Stray is not the entity of a named table");
    expect(() => column(Book, "author" as "title")).toThrow('Book has no column for the property "author"');
  });
});

eachDatabase("statements with an entity's columns", ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open(LIBRARY);
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [
        { id: "s1", label: "A" },
        { id: "s2", label: "B" },
      ]);
      await transaction.insert(Book, [
        { id: "b1", shelfId: "s1", title: "One", pages: 3, lent: true, boughtAt: 5, soldOn: "2025-11-22" },
        { id: "b2", shelfId: "s2", title: null, pages: 4, lent: false, boughtAt: null, soldOn: null },
      ]);
    });
  });

  const ONE = { id: "b1", shelfId: "s1", title: "One", pages: 3, boughtAt: 5, soldOn: "2025-11-22" };

  it("answer rows of the entity's type", async () => {
    const rows: RawRow<Book>[] = await database.read.rows(
      sql`SELECT ${columns(Book, "b")} FROM book b WHERE b.id IN ${["b1", "none"]}`,
    );
    expect(rows).toEqual([{ ...ONE, lent: 1 }]);
    const book: PlainRow<Book> | undefined = rows.map(rowReader(Book))[0];
    expect(book).toEqual({ ...ONE, lent: true });
  });

  it("answer the columns of several entities as one row", async () => {
    const row = await database.read.row(
      sql`SELECT ${columns(Book, "b", { bookId: "id", lent: "lent" })}, ${columns(Shelf, "s", ["label"])}
        FROM book b JOIN shelf s ON s.id = b.shelf_id WHERE b.pages > ${3}`,
    );
    const typed: { readonly bookId: string; readonly lent: 0 | 1; readonly label: string } | null = row;
    expect(typed).toEqual({ bookId: "b2", lent: 0, label: "B" });
  });

  it("take values as parameters, whatever is in them, and lists that are empty", async () => {
    const found = async (title: string | null, ids: readonly string[]): Promise<object[]> =>
      await database.read.rows(sql`SELECT ${columns(Book, "b", ["id"])} FROM book b
        WHERE (b.title = ${title} OR ${title} IS NULL) AND b.id IN ${ids}`);
    expect(await found("One", ["b1", "b2"])).toEqual([{ id: "b1" }]);
    expect(await found(null, ["b2"])).toEqual([{ id: "b2" }]);
    expect(await found("' OR 1 = 1 --", ["b1", "b2"])).toEqual([]);
    expect(await found("One", [])).toEqual([]);
  });

  it("take other pieces, each with its parameters in its place", async () => {
    const where = allOf([isOneOf("b.id", ["b1", "b2"]), sql`b.pages > ${3}`]);
    const order = code("b.id DESC");
    const statement = sql`SELECT ${columns(Book, "b", ["id"])} FROM book b WHERE ${where} OR b.id = ${"b1"} ORDER BY ${order}`;
    expect(statement.parameters).toEqual(["b1", "b2", 3, "b1"]);
    expect(await database.read.rows(statement)).toEqual([{ id: "b2" }, { id: "b1" }]);
  });

  it("change rows", async () => {
    await database.write(async (transaction) => {
      expect(await transaction.execute(sql`UPDATE book SET pages = ${9} WHERE id IN ${["b2"]}`)).toBe(1);
      expect(
        await transaction.row(
          sql`SELECT ${columns(Book, undefined, ["pages"])} FROM book WHERE id = ${"b2"}`,
        ),
      ).toEqual({ pages: 9 });
      await transaction.execute(sql`UPDATE book SET pages = ${4} WHERE id = ${"b2"}`);
    });
  });

  it("are what a source of rows is read by", async () => {
    const rows: RawRow<Shelf>[] = await rowsWhere(
      database.read,
      rowSource(Shelf, "s"),
      isOneOf("s.id", ["s1"]),
    );
    expect(rows).toEqual([{ id: "s1", label: "A" }]);
  });
});

describe("A row of an entity", () => {
  it("is what its columns hold of a richer object, hidden ones left out", () => {
    const feed = { id: "s", label: "A", colour: "red" };
    expect(rowOf(Shelf, feed)).toEqual({ id: "s", label: "A" });
    expect(rowOf(SealedShelf, feed)).toEqual({ id: "s" });
  });
});
