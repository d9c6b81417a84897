import { copyFile, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openDatabase,
  sqliteFile,
  type Database,
  type DatabaseLocation,
} from "../../../subgraphs/shared/database";
import { CreateLibrary1700000000000, Book, Shelf } from "./library";

const library = { subgraph: "test", entities: [Shelf, Book], migrations: [CreateLibrary1700000000000] };

describe("a SQLite database", () => {
  let directory: string;
  let location: DatabaseLocation;
  const file = (): string => sqliteFile(directory, "test");
  const addShelves = (database: Database, count: number, mark: string): Promise<void> =>
    database.write((transaction) =>
      transaction.insert(
        Shelf,
        Array.from({ length: count }, (_, at) => ({
          id: `${mark}-${at}`.padEnd(60, "x"),
          label: `${mark}${at}`,
        })),
      ),
    );
  const shelves = async (database: Database): Promise<number> => (await database.read.find(Shelf)).length;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    location = { kind: "sqlite", directory };
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("has all that was written in its one file once it is closed", async () => {
    const database = await openDatabase({ ...library, location });
    await addShelves(database, 100, "a");
    await database.close();
    const other = await mkdtemp(join(tmpdir(), "area-clienti-"));
    await copyFile(file(), sqliteFile(other, "test"));
    const copy = await openDatabase({ ...library, location: { kind: "sqlite", directory: other } });
    expect(await shelves(copy)).toBe(100);
    await copy.close();
    await rm(other, { recursive: true });
  });

  it("answers reads on a full disk, and takes writes when there is room again", async () => {
    const database = await openDatabase({ ...library, location });
    await addShelves(database, 3, "a");
    expect(await database.state()).toBe("well");
    const [pages] = await database.read.rows<{ page_count: number }>("PRAGMA page_count");
    await allow(database, pages?.page_count ?? 0);
    await expect(addShelves(database, 2_000, "b")).rejects.toMatchObject({
      reason: "storage",
      driverCode: "SQLITE_FULL",
    });
    expect(await shelves(database)).toBe(3);
    await allow(database, 100_000);
    expect(await database.state()).toBe("well");
    await addShelves(database, 2_000, "b");
    expect(await shelves(database)).toBe(2_003);
    await database.close();
  });

  it("answers reads on a read-only disk, and says that it takes no writes", async () => {
    const database = await openDatabase({ ...library, location });
    await addShelves(database, 3, "a");
    await database.write((transaction) => transaction.execute("PRAGMA query_only = 1"));
    await expect(addShelves(database, 1, "b")).rejects.toMatchObject({ driverCode: "SQLITE_READONLY" });
    expect(await database.state()).toBe("reads only");
    expect(await shelves(database)).toBe(3);
    await database.close();
  });

  it("is refused in one plain line when its file is no database", async () => {
    await (await openDatabase({ ...library, location })).close();
    await overwrite(file(), 0, 4_096);
    const opening = openDatabase({ ...library, location });
    await expect(opening).rejects.toMatchObject({ name: "DatabaseUnavailable", reason: "storage" });
    await expect(opening).rejects.toThrow(
      /^The database file test\.sqlite is damaged, .*\(SQLITE_NOTADB\)\.$/,
    );
  });

  it("answers what is whole of a damaged file, and stays marked after the damage is met", async () => {
    const first = await openDatabase({ ...library, location });
    await addShelves(first, 2_000, "a");
    const [root] = await first.read.rows<{ rootpage: number }>(
      "SELECT rootpage FROM sqlite_master WHERE name = 'shelf'",
    );
    await first.close();
    await overwrite(file(), ((root?.rootpage ?? 1) - 1) * 4_096, 4_096);
    const database = await openDatabase({ ...library, location });
    await expect(shelves(database)).rejects.toMatchObject({ reason: "storage" });
    expect(await database.read.find(Book)).toEqual([]);
    expect(await database.state()).toBe("reads only");
    await database.close();
  });

  it("leaves no log beside its file", async () => {
    const database = await openDatabase({ ...library, location });
    await addShelves(database, 10, "a");
    await database.close();
    const sizes = await Promise.all(
      (await readdir(directory))
        .filter((name) => name.endsWith("-wal"))
        .map(async (name) => {
          const log = await open(join(directory, name));
          const { size } = await log.stat();
          await log.close();
          return size;
        }),
    );
    expect(sizes.every((size) => size === 0)).toBe(true);
  });
});

/** How many pages the file may have: as a disk of that size. */
async function allow(database: Database, pages: number): Promise<void> {
  await database.write((transaction) => transaction.rows(`PRAGMA max_page_count = ${pages}`));
}

async function overwrite(file: string, at: number, length: number): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(Buffer.alloc(length, 0x5a), 0, length, at);
  await handle.close();
}
