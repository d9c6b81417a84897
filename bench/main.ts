import "./production";
import "reflect-metadata";
import { inspect } from "node:util";
import { ACCESS_HELP, benchAccess } from "./access/main";
import { benchCompression, COMPRESSION_HELP } from "./compression/main";
import { benchEnumeration, ENUMERATION_HELP } from "./enumeration/main";
import { benchGateway, GATEWAY_HELP } from "./gateway/main";
import { benchInventory, INVENTORY_HELP } from "./inventory/main";
import { benchPlanning, PLANNING_HELP } from "./planning/main";
import { benchProfile, PROFILE_HELP } from "./profile/main";
import { benchSoak, SOAK_HELP } from "./soak/main";

const BENCHES: Readonly<
  Record<string, { readonly help: string; run(args: readonly string[]): Promise<void> }>
> = {
  access: { help: ACCESS_HELP, run: benchAccess },
  compression: { help: COMPRESSION_HELP, run: benchCompression },
  enumeration: { help: ENUMERATION_HELP, run: benchEnumeration },
  gateway: { help: GATEWAY_HELP, run: benchGateway },
  inventory: { help: INVENTORY_HELP, run: benchInventory },
  planning: { help: PLANNING_HELP, run: benchPlanning },
  profile: { help: PROFILE_HELP, run: benchProfile },
  soak: { help: SOAK_HELP, run: benchSoak },
};

async function main([name = "--help", ...args]: readonly string[]): Promise<void> {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench !== undefined && !args.includes("--help")) return bench.run(args);
  const helps = bench === undefined ? Object.values(BENCHES).map(({ help }) => help) : [bench.help];
  process.stdout.write(`${helps.join("\n\n")}\n`);
  if (bench === undefined && name !== "--help") process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
});
