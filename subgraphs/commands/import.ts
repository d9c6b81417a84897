import "../../runtime/node-version";
import "reflect-metadata";
import { prepareDataDirectory } from "../../runtime/operator-files";
import { runProcess } from "../../runtime/run-process";
import { subgraphDefinitions } from "..";
import { DatabaseUnavailable, openDatabase } from "../shared/database";
import { EnvironmentError, locationOf, readSubgraphEnvironment } from "../shared/env";
import { refreshStatistics, runImport } from "../shared/import";
import { IMPORT_OWNERS, importKindOf } from "../import-kinds";

/** `npm run import -- KIND FILE [LINE]`: one file of the operator's feed, from a line on where an import had stopped. */
async function main(
  kindName: string | undefined,
  file: string | undefined,
  resume: string | undefined,
): Promise<number> {
  const owner = IMPORT_OWNERS.get(kindName ?? "");
  const resumeFrom = resume === undefined ? undefined : Number(resume);
  const badLine = resumeFrom !== undefined && (!Number.isSafeInteger(resumeFrom) || resumeFrom < 2);
  if (kindName === undefined || owner === undefined || file === undefined || badLine) {
    const usage = `npm run import -- KIND FILE [LINE TO RESUME FROM]\nKIND is one of ${[...IMPORT_OWNERS.keys()].join(", ")}`;
    throw new EnvironmentError([`Usage: ${usage}`]);
  }
  const environment = readSubgraphEnvironment(process.env, { seal: false, identity: false });
  prepareDataDirectory(environment.DATA_DIR);
  const definition = subgraphDefinitions.find(({ name }) => name === owner);
  if (definition === undefined) throw new Error(`There is no subgraph ${owner}`);
  const { entities, migrations } = definition;
  const database = await openDatabase({
    subgraph: owner,
    entities,
    migrations,
    location: locationOf(environment),
  });
  try {
    const code = await runImport(
      importKindOf(kindName, () => database),
      file,
      undefined,
      resumeFrom,
    );
    await refreshStatistics(database);
    return code;
  } finally {
    await database.close();
  }
}

const [kind, file, line] = process.argv.slice(2);
runProcess(() => main(kind, file, line), { known: [DatabaseUnavailable], failure: 2 });
