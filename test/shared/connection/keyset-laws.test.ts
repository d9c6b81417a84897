import fc from "fast-check";
import type { Database } from "../../../subgraphs/shared/database";
import { eachDatabase } from "../../kit/databases";
import { ARCHIVE, Letter, lettersOf, order, type Direction } from "./archive";

const direction = fc.constantFrom<Direction>("ASC", "DESC");
const property = fc.constantFrom("sender" as const, "answeredAt" as const);
/** Few values, so that ties are many; with what collations like to mix up. */
const sender = fc.oneof(
  fc.constantFrom("", "a", "A", "a ", "a\t", "ä", "z", "é", "e\u0301", "😀", "\uffff"),
  fc.string({ maxLength: 3 }),
);
const letter = fc.record({
  id: fc.uuid(),
  sender,
  answeredAt: fc.option(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.maxSafeInteger())),
});
const letters = (maximum: number) => fc.uniqueArray(letter, { maxLength: maximum, selector: ({ id }) => id });

let boxes = 0;

/** Fills a box of its own: a run of the property must not see what another left. */
async function fill(database: Database, rows: readonly Omit<Letter, "box">[]): Promise<string> {
  boxes += 1;
  const box = `box-${boxes}`;
  await add(database, box, rows);
  return box;
}

async function add(database: Database, box: string, rows: readonly Omit<Letter, "box">[]): Promise<void> {
  const stored = rows.map((row) => ({ ...row, id: `${box}-${row.id}`, box }));
  await database.write((transaction) => transaction.insert(Letter, stored));
}

/** The order as JavaScript sees it: NULL smallest, text by code points. */
function sorted(
  rows: readonly Letter[],
  by: "sender" | "answeredAt",
  direction: Direction,
  ties: Direction,
): Letter[] {
  const compare = (a: string | number | null, b: string | number | null): number => {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? -1 : 1;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  };
  const sign = { ASC: 1, DESC: -1 };
  return rows.toSorted((a, b) => sign[direction] * compare(a[by], b[by]) || sign[ties] * compare(a.id, b.id));
}

eachDatabase("keyset pages", ({ engine, open }) => {
  let database: Database;
  const runs = { numRuns: engine === "sqlite" ? 100 : 60 };
  beforeAll(async () => {
    database = await open(ARCHIVE);
  });

  it("yield each row exactly once and in order, whatever the page's size", async () => {
    const law = fc.asyncProperty(
      letters(30),
      property,
      direction,
      direction,
      fc.integer({ min: 1, max: 12 }),
      async (rows, by, main, ties, first) => {
        const box = await fill(database, rows);
        const seen: Letter[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Awaited<ReturnType<typeof lettersOf>> = await lettersOf(
            database,
            box,
            order(by, main, ties),
            {
              first,
              after,
            },
          );
          expect(page.edges.length).toBe(Math.min(first, rows.length - seen.length));
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
          seen.push(...page.edges.map(({ node }) => node));
          expect(page.pageInfo.hasNextPage).toBe(seen.length < rows.length);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        const expected = rows.map((row) => ({ ...row, id: `${box}-${row.id}`, box }));
        expect(seen).toEqual(sorted(expected, by, main, ties));
      },
    );
    await fc.assert(law, runs);
  });

  it("lose and repeat none of the first rows while others come before and behind the cursor", async () => {
    const law = fc.asyncProperty(
      letters(20),
      letters(20),
      property,
      direction,
      fc.integer({ min: 1, max: 5 }),
      async (rows, later, by, main, first) => {
        const ids = new Set(rows.map(({ id }) => id));
        const coming = later.filter(({ id }) => !ids.has(id));
        const box = await fill(database, rows);
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof lettersOf>> = await lettersOf(
            database,
            box,
            order(by, main, "ASC"),
            {
              first,
              after,
            },
          );
          seen.push(...page.edges.map(({ node }) => node.id));
          expect(seen.length).toBeLessThanOrEqual(rows.length + later.length);
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
          await add(database, box, coming.splice(0, 2));
        } while (after !== null);
        expect(new Set(seen).size).toBe(seen.length);
        const fromTheStart = rows.map(({ id }) => `${box}-${id}`);
        expect(seen).toEqual(expect.arrayContaining(fromTheStart));
      },
    );
    await fc.assert(law, runs);
  });
});
