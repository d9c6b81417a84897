import "../../runtime/node-version";
import "reflect-metadata";
import { prepareDataDirectory } from "../../runtime/operator-files";
import { runProcess } from "../../runtime/run-process";
import { subgraphDefinitions } from "..";
import { DatabaseUnavailable, openDatabase, type Database } from "../shared/database";
import { EnvironmentError, locationOf, readSubgraphEnvironment } from "../shared/env";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./demo/accounts";
import { seedDemo } from "./demo/seed";

/** `npm run demo`: brings the databases of all subgraphs up to date and makes the demo world in them when empty. */
async function main(): Promise<void> {
  const environment = readSubgraphEnvironment(process.env, { seal: false, identity: false });
  if (environment.NODE_ENV === "production") {
    throw new EnvironmentError(["NODE_ENV: production refuses the demo world, whose passwords are public"]);
  }
  prepareDataDirectory(environment.DATA_DIR);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const databases = new Map<string, Database>();
  try {
    for (const { name: subgraph, entities, migrations } of subgraphDefinitions) {
      const location = locationOf(environment);
      databases.set(subgraph, await openDatabase({ subgraph, entities, migrations, location }));
    }
    const day = new Date().toISOString().slice(0, 10);
    const isMade = await seedDemo(
      (name) => open(databases, name),
      day,
      (kind, rows) => print(`${rows} ${kind}`),
    );
    if (!isMade) print("There are organizations already: nothing was changed.");
  } finally {
    for (const database of databases.values()) await database.close();
  }
  print(`\nDemo accounts, all with the password ${DEMO_PASSWORD}\n`);
  for (const { username, mayDo } of DEMO_ACCOUNTS) print(`  ${username.padEnd(20)} ${mayDo}`);
}

function open(databases: ReadonlyMap<string, Database>, name: string): Database {
  const database = databases.get(name);
  if (database === undefined) throw new Error(`There is no subgraph ${name}`);
  return database;
}

runProcess(main, { known: [DatabaseUnavailable] });
