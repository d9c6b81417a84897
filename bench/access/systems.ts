import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { startEmbedded, type Embedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import { readPublished } from "../../subgraphs/shared/serving/published-files";
import { unenforced, withoutRules } from "./unruled";

export interface Systems {
  readonly ruled: Embedded;
  readonly unruled: Embedded;
  stop(): Promise<void>;
}

/**
 * The whole system twice in this process, on copies of one demo world in SQLite: as it is, and as it would be without
 * rules on fields, neither cut by the gateway nor enforced by the subgraphs. Who reaches which rows stays in both.
 */
export async function startBoth(directory: string): Promise<Systems> {
  const directories = { ruled: join(directory, "ruled"), unruled: join(directory, "unruled") };
  const seeded = await start(directories.ruled, {});
  await seeded.stop();
  cpSync(directories.ruled, directories.unruled, { recursive: true });
  const supergraph = join(directories.unruled, "supergraph.graphql");
  writeFileSync(supergraph, withoutRules(readPublished("identity").supergraphSdl));
  const ruled = await start(directories.ruled, {});
  try {
    const open = { SUPERGRAPH: supergraph, OPEN_SUPERGRAPH: "true" };
    const unruled = await unenforced(() => start(directories.unruled, open));
    return {
      ruled,
      unruled,
      async stop() {
        await Promise.all([ruled.stop(), unruled.stop()]);
      },
    };
  } catch (error) {
    await ruled.stop();
    throw error;
  }
}

function start(directory: string, variables: Readonly<Record<string, string>>): Promise<Embedded> {
  mkdirSync(directory, { recursive: true });
  const environment = readEmbeddedEnvironment({
    PORT: "0",
    DATA_DIR: directory,
    DEMO: "true",
    NODE_ENV: "development",
    ...variables,
  });
  return startEmbedded(environment, { logger: pino({ level: "silent" }) });
}
