import { identity } from "../identity/subgraph";
import { DatabaseUnavailable, openDatabase, type Database } from "../shared/database";
import {
  EnvironmentError,
  locationOf,
  readSubgraphEnvironment,
  type SubgraphEnvironment,
} from "../shared/env";

/**
 * Runs a command on identity's database and ends the process with the code that it answers: 2 where it could not do
 * its work. `secret` asks for IDENTITY_SECRET, which opens the signing key.
 */
export function runOnIdentity(
  needs: { readonly secret: boolean },
  command: (database: Database, environment: SubgraphEnvironment) => Promise<number>,
): void {
  onIdentity(needs, command)
    .catch((error: unknown) => {
      const known = error instanceof EnvironmentError || error instanceof DatabaseUnavailable;
      const text = error instanceof Error && !known ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${known && error instanceof Error ? error.message : text}\n`);
      return 2;
    })
    .then((code) => (process.exitCode = code))
    .catch(() => process.exit(2));
}

async function onIdentity(
  needs: { readonly secret: boolean },
  command: (database: Database, environment: SubgraphEnvironment) => Promise<number>,
): Promise<number> {
  const environment = readSubgraphEnvironment(process.env, { seal: false, identity: needs.secret });
  const { name: subgraph, entities, migrations } = identity;
  const location = locationOf(environment);
  const database = await openDatabase({ subgraph, entities, migrations, location });
  try {
    return await command(database, environment);
  } finally {
    await database.close();
  }
}
