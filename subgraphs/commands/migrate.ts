import "../../runtime/node-version";
import "reflect-metadata";
import { prepareDataDirectory } from "../../runtime/operator-files";
import { runProcess } from "../../runtime/run-process";
import { subgraphDefinitions } from "..";
import { DatabaseUnavailable, openDatabase } from "../shared/database";
import { EnvironmentError, locationOf, readSubgraphEnvironment } from "../shared/env";

/** `npm run migrate [-- SUBGRAPH …]`: brings the databases of all or some subgraphs up to date, a step of its own. */
async function main(names: readonly string[]): Promise<void> {
  const environment = readSubgraphEnvironment(process.env, { seal: false, identity: false });
  prepareDataDirectory(environment.DATA_DIR);
  const known = subgraphDefinitions.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new EnvironmentError(
      unknown.map((name) => `There is no subgraph ${name}, only ${known.join(", ")}`),
    );
  }
  for (const { name: subgraph, entities, migrations } of subgraphDefinitions) {
    if (names.length > 0 && !names.includes(subgraph)) continue;
    const database = await openDatabase({
      subgraph,
      entities,
      migrations,
      location: locationOf(environment),
    });
    await database.close();
    process.stdout.write(`${subgraph}: migrated\n`);
  }
}

runProcess(() => main(process.argv.slice(2)), { known: [DatabaseUnavailable] });
