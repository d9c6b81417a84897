import { type Database, type Writer } from "../../../subgraphs/shared/database";
import { eachDatabase } from "../../kit/databases";
import { Book, LIBRARY, Shelf } from "./library";

const NOVEL = { id: "b1", shelfId: "s1", title: "Novel", pages: 200 };

eachDatabase("constraints", ({ engine, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open(LIBRARY);
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "s1", label: "A" }]);
      await transaction.insert(Book, [NOVEL]);
    });
  });

  const refusal = async (work: (transaction: Writer) => Promise<unknown>): Promise<object> => {
    const outcome: unknown = await database.write(work).catch((error: unknown) => error);
    return { ...(outcome as object) };
  };
  const inserting = (row: Partial<Book>) => refusal((transaction) => transaction.insert(Book, [row]));

  it("names the unique key that a row breaks", async () => {
    expect(await inserting({ ...NOVEL, id: "b2" })).toEqual({
      name: "ConstraintViolation",
      kind: "unique",
      constraint: "book_shelf_title_key",
    });
  });

  it("calls the primary key PRIMARY", async () => {
    expect(await inserting({ ...NOVEL, title: "Other" })).toMatchObject({
      kind: "unique",
      constraint: "PRIMARY",
    });
  });

  it("names the check that a row breaks, on insert and on update", async () => {
    const violation = { name: "ConstraintViolation", kind: "check", constraint: "book_pages_positive" };
    expect(await inserting({ ...NOVEL, id: "b3", title: "Thin", pages: 0 })).toEqual(violation);
    expect(await refusal((transaction) => transaction.update(Book, { id: "b1" }, { pages: -1 }))).toEqual(
      violation,
    );
  });

  it("refuses a row without its parent, and a parent's deletion", async () => {
    const violation = {
      name: "ConstraintViolation",
      kind: "foreign-key",
      constraint: engine === "mysql" ? "book_shelf_fk" : undefined,
    };
    expect(await inserting({ ...NOVEL, id: "b4", shelfId: "none" })).toEqual(violation);
    expect(await refusal((transaction) => transaction.delete(Shelf, { id: "s1" }))).toEqual(violation);
  });

  it("names the column that lacks a value, given as null or not given", async () => {
    const violation = { name: "ConstraintViolation", kind: "not-null", constraint: "shelf_id" };
    expect(await inserting({ id: "b5", title: "Lost", pages: 1 })).toEqual(violation);
    const explicit = { id: "b5", shelfId: null, pages: 1 } as unknown as Book;
    expect(await inserting(explicit)).toEqual(violation);
  });

  it("names the column that a text is too long for, counting characters and not bytes", async () => {
    const violation = { name: "ConstraintViolation", kind: "too-long", constraint: "label" };
    expect(
      await refusal((transaction) => transaction.insert(Shelf, [{ id: "s2", label: "123456789" }])),
    ).toEqual(violation);
    expect(
      await refusal((transaction) => transaction.insert(Shelf, [{ id: "s3", label: "èèèèèè📚📚" }])),
    ).toEqual({});
  });

  it("tells a trailing blank from none, as a key and in order", async () => {
    await database.write(async (transaction) => {
      await transaction.insert(
        Shelf,
        ["x", "x ", "x\t", "X"].map((label, index) => ({ id: `blank-${index}`, label })),
      );
    });
    expect(
      await database.read.rows("SELECT label FROM shelf WHERE id LIKE ? ORDER BY label", ["blank-%"]),
    ).toEqual([{ label: "X" }, { label: "x" }, { label: "x\t" }, { label: "x " }]);
  });

  it("carries nothing of the refused row", async () => {
    const secret = "s3cr3t";
    await database.write((transaction) => transaction.insert(Shelf, [{ id: "hidden", label: secret }]));
    const error: unknown = await database
      .write((transaction) => transaction.insert(Shelf, [{ id: "hidden-2", label: secret }]))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    const { message, stack, cause } = error as Error;
    expect(JSON.stringify([message, stack, cause, { ...(error as object) }])).not.toContain(secret);
  });

  it("lets the transaction go on after a refused row", async () => {
    await database.write(async (transaction) => {
      await transaction.insert(Shelf, [{ id: "s9", label: "A" }]).catch(() => undefined);
      await transaction.insert(Shelf, [{ id: "s9", label: "Z" }]);
    });
    expect(await database.read.row("SELECT id, label FROM shelf WHERE id = ?", ["s9"])).toEqual({
      id: "s9",
      label: "Z",
    });
  });
});
