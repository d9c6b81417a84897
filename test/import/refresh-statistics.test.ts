import { refreshStatistics } from "../../subgraphs/shared/import";
import { eachDatabase, statementsOf } from "../kit/databases";
import { LIBRARY, Shelf } from "../shared/database/library";

eachDatabase("the statistics after an import", (databases) => {
  it("are those of the rows that are there", async () => {
    const database = await databases.open(LIBRARY);
    const shelves = Array.from({ length: 700 }, (_, at) => ({ id: `s-${at}`, label: `s${at}` }));
    await database.write((transaction) => transaction.insert(Shelf, shelves));
    const statements = await statementsOf(database, () => refreshStatistics(database));
    expect(statements.find((sql) => sql.startsWith("ANALYZE"))).toMatch(
      databases.engine === "mysql" ? /^ANALYZE TABLE book, migrations?.*, shelf$/ : /^ANALYZE$/,
    );
    const counted = await database.read.row<{ rowsThere: number | string }>(
      databases.engine === "mysql"
        ? "SELECT TABLE_ROWS AS rowsThere FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'shelf'"
        : "SELECT stat AS rowsThere FROM sqlite_stat1 WHERE tbl = 'shelf' LIMIT 1",
    );
    expect(Number.parseInt(String(counted?.rowsThere), 10)).toBe(700);
  });
});
