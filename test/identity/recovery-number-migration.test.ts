import type { MigrationInterface, QueryRunner } from "typeorm";
import { AddRecoveryNumber1764600000000 } from "../../subgraphs/identity/migrations/add-recovery-number.migration";
import { identity } from "../../subgraphs/identity/subgraph";
import { ConstraintViolation, openDatabase, type Database } from "../../subgraphs/shared/database";
import { eachDatabase } from "../kit/databases";

const { entities, migrations } = identity;
const BEFORE = migrations.filter((each) => each !== AddRecoveryNumber1764600000000);

/** Takes the change back, as the last of the migrations. */
class TakeBack1764700000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return new AddRecoveryNumber1764600000000().down(runner);
  }
  down(): Promise<void> {
    return Promise.resolve();
  }
}

eachDatabase("accounts from before recovery went by SMS", ({ location }) => {
  it("go on by e-mail, and are what they were when the change is taken back", async () => {
    const place = await location();
    const opened = async <T>(applied: typeof migrations, work: (database: Database) => Promise<T>) => {
      const database = await openDatabase({
        subgraph: "identity",
        entities: [...entities],
        migrations: [...applied],
        location: place,
      });
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };
    const read = (columns: string) => (database: Database) =>
      database.read.row(`SELECT ${columns} FROM \`user_account\` WHERE \`id\` = 'user-before'`);
    await opened(BEFORE, (database) =>
      database.write((transaction) =>
        transaction.execute(
          "INSERT INTO `user_account` (`id`, `username`, `username_key`, `display_name`, `sort_name`, `email`, `email_key`, `mobile_number`, `status`)" +
            " VALUES ('user-before', 'before', 'before', 'Before', 'before', 'b@x.example', 'b@x.example', '+393351234567', 'INVITED')",
        ),
      ),
    );
    const RECOVERY = "`recovers_by` AS `by`, `recovery_number` AS `number`, `recovery_line_id` AS `line`";
    expect(await opened(migrations, read(RECOVERY))).toEqual({ by: "EMAIL", number: null, line: null });
    const other = (database: Database) =>
      database.write((transaction) =>
        transaction.execute("UPDATE `user_account` SET `recovers_by` = 'POST' WHERE `id` = 'user-before'"),
      );
    await expect(opened(migrations, other)).rejects.toThrow(ConstraintViolation);
    const takenBack = [...migrations, TakeBack1764700000000];
    expect(await opened(takenBack, read("*"))).not.toHaveProperty("recovers_by");
    expect(await opened(takenBack, read("`email`"))).toEqual({ email: "b@x.example" });
  });
});
