import { prepareDataDirectory } from "../../runtime/operator-files";
import { runProcess } from "../../runtime/run-process";
import { ForeignSecretError } from "../identity/credentials/keys/signing-keys";
import { identity } from "../identity/subgraph";
import { DatabaseUnavailable, openDatabase, type Database } from "../shared/database";
import { locationOf, readSubgraphEnvironment, withDemoSecret, type SubgraphEnvironment } from "../shared/env";

/**
 * Runs a command on identity's database and ends the process with the code that it answers: 2 where it could not do
 * its work. `secret` asks for IDENTITY_SECRET, which opens the signing key.
 */
export function runOnIdentity(
  needs: { readonly secret: boolean },
  command: (database: Database, environment: SubgraphEnvironment) => Promise<number>,
): void {
  runProcess(() => onIdentity(needs, command), {
    known: [DatabaseUnavailable, ForeignSecretError],
    failure: 2,
  });
}

async function onIdentity(
  needs: { readonly secret: boolean },
  command: (database: Database, environment: SubgraphEnvironment) => Promise<number>,
): Promise<number> {
  const environment = readSubgraphEnvironment(withDemoSecret(process.env), {
    seal: false,
    identity: needs.secret,
  });
  prepareDataDirectory(environment.DATA_DIR);
  const { name: subgraph, entities, migrations } = identity;
  const location = locationOf(environment);
  const database = await openDatabase({ subgraph, entities, migrations, location });
  try {
    return await command(database, environment);
  } finally {
    await database.close();
  }
}
