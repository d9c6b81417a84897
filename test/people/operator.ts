import { Readable } from "node:stream";
import { identityImports } from "../../subgraphs/identity/import";
import { importFile, importKinds, type ImportReport } from "../../subgraphs/shared/import";
import type { World } from "../kit/world";

/** A person as the operator's feed has them. */
export interface FedRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly mobileNumber: string | null;
}

const HEADER = "id,username,display_name,email,mobile_number,fiscal_code,organization_ids";

/** The operator's feed says this of people. */
export async function feedUsers(world: World, ...rows: readonly FedRow[]): Promise<ImportReport> {
  const kinds = importKinds(
    identityImports,
    world.system.subgraphs.databaseOf("identity"),
    () => world.clock.now,
  );
  const users = kinds.find(({ name }) => name === "users");
  if (users === undefined) throw new Error("no kind of file for users");
  const lines = rows.map(({ id, username, displayName, email, mobileNumber }) =>
    [id, username, displayName, email, mobileNumber ?? "", "", ""].join(","),
  );
  return await importFile(users, Readable.from([[HEADER, ...lines].join("\n")]), { batchSize: 500 });
}

/** The person of this user name as identity keeps them. @throws Error when there is none */
export async function fedRowOf(world: World, username: string): Promise<FedRow> {
  const row = await world.system.subgraphs
    .databaseOf("identity")
    .read.row<FedRow>(
      "SELECT id, username, display_name AS displayName, email, mobile_number AS mobileNumber" +
        " FROM user_account WHERE username = ?",
      [username],
    );
  if (row === null) throw new Error(`nobody is called ${username}`);
  return row;
}
