import type { Database } from "../../../subgraphs/shared/database";
import { eachDatabase, statementsOf } from "../../kit/databases";
import { ARCHIVE, Letter, lettersOf, order } from "./archive";

const BY_SENDER = order("sender", "ASC", "ASC");

eachDatabase("a connection", ({ engine, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open(ARCHIVE);
    const letters = Array.from({ length: 3_000 }, (_, index) => ({
      id: `l${String(index).padStart(4, "0")}`,
      box: index < 60 ? "small" : "big",
      sender: `s${String(index % 700).padStart(3, "0")}`,
      answeredAt: index % 3 === 0 ? null : index,
    }));
    await database.write((transaction) => transaction.insert(Letter, letters));
  });

  it("has 50 rows unless told otherwise", async () => {
    const page = await lettersOf(database, "small", BY_SENDER, { first: null, after: null });
    expect(page.edges.map(({ node }) => node.id)).toEqual(
      Array.from({ length: 50 }, (_, index) => `l${String(index).padStart(4, "0")}`),
    );
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: page.edges[0]!.cursor,
      endCursor: page.edges[49]!.cursor,
    });
  });

  it("answers an empty page when none are asked for, and says whether there is more", async () => {
    const page = await lettersOf(database, "small", BY_SENDER, { first: 0 });
    expect(page.edges).toEqual([]);
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
    const empty = await lettersOf(database, "none", BY_SENDER, { first: 0 });
    expect(empty.pageInfo.hasNextPage).toBe(false);
  });

  it.each([-1, 1_001, 1.5, Number.NaN])("refuses %p as first, and reads nothing", async (first) => {
    const statements = await statementsOf(database, async () => {
      await expect(lettersOf(database, "small", BY_SENDER, { first })).rejects.toMatchObject({
        message: "first: must be an integer between 0 and 1000",
        extensions: { code: "BAD_USER_INPUT", field: ["first"] },
      });
    });
    expect(statements).toEqual([]);
  });

  it("counts only when asked, and once for two askers", async () => {
    const page = await lettersOf(database, "small", BY_SENDER, { first: 2 });
    const statements = await statementsOf(database, async () => {
      expect(await Promise.all([page.totalCount(), page.totalCount()])).toEqual([60, 60]);
    });
    expect(statements).toEqual(["SELECT COUNT(*) AS n FROM letter WHERE box = ?"]);
  });

  it("reads a page in one statement", async () => {
    const statements = await statementsOf(database, () =>
      lettersOf(database, "big", BY_SENDER, { first: 1_000 }),
    );
    expect(statements.length).toBe(1);
  });

  it("seeks the page after a cursor in the index instead of reading up to it", async () => {
    const { pageInfo } = await lettersOf(database, "big", BY_SENDER, { first: 900 });
    const [sql] = await statementsOf(database, () =>
      lettersOf(database, "big", BY_SENDER, { first: 10, after: pageInfo.endCursor }),
    );
    const values = ["big", "s600", "s600", "s600", "l1300", 11];
    if (engine === "sqlite") {
      const plan = await database.read.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql!}`, values);
      expect(plan.map(({ detail }) => detail)).toEqual([
        "SEARCH letter USING INDEX letter_box_sender_index (box=? AND sender>?)",
      ]);
    } else {
      const plan = await database.read.rows<{ type: string; key: string; Extra: string }>(
        `EXPLAIN ${sql!}`,
        values,
      );
      expect(plan).toMatchObject([{ type: "range", key: "letter_box_sender_index" }]);
      expect(plan[0]!.Extra).not.toContain("filesort");
    }
  });
});
