import { setPassword } from "../../identity/credentials/passwords/set-password";
import type { Database } from "../../shared/database";
import { importFile } from "../../shared/import";
import { importKindOf } from "../../import-kinds";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./accounts";
import { userIdOf } from "./people-rows";
import { demoCsv, demoWorld } from "./world";

/**
 * Makes the demo world where the databases are empty, through the same importer as the operator's feed. Passwords are
 * set last, so that a start cut off midway is recognized by accounts without one and simply begun again.
 * @param day `YYYY-MM-DD`: all dates are relative to it
 * @returns whether the world was made now
 */
export async function seedDemo(
  databaseOf: (subgraph: string) => Database,
  day: string,
  onProgress: (kind: string, rows: number) => void = () => undefined,
): Promise<boolean> {
  const identity = databaseOf("identity");
  if ((await stateOf(identity)) === "complete") return false;
  for (const file of demoWorld({ day })) {
    const report = await importFile(importKindOf(file.kind, databaseOf), demoCsv(file), { batchSize: 1_000 });
    if (report.rejected > 0) {
      throw new Error(
        `The demo world's ${file.kind} were refused: ${JSON.stringify(report.rejects.slice(0, 3))}`,
      );
    }
    onProgress(file.kind, report.read);
  }
  await Promise.all(
    DEMO_ACCOUNTS.map(({ username }) => setPassword(identity, userIdOf(username), DEMO_PASSWORD)),
  );
  return true;
}

/** Data of the operator's own, or a finished demo world, is left alone. */
async function stateOf(identity: Database): Promise<"complete" | "to make"> {
  const usernames = DEMO_ACCOUNTS.map(({ username }) => username);
  const accounts = await identity.read.rows<{ password_hash: string | null }>(
    `SELECT password_hash FROM user_account WHERE id IN (${usernames.map(() => "?").join(", ")})`,
    usernames.map(userIdOf),
  );
  if (accounts.length > 0)
    return accounts.every((account) => account.password_hash !== null) ? "complete" : "to make";
  const anything = await identity.read.row("SELECT id FROM organization LIMIT 1");
  return anything === null ? "to make" : "complete";
}
