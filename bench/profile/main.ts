import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { table } from "../table";
import { ownersOf, type CpuProfile } from "./owners";

export const PROFILE_HELP = `npm run bench profile -- FILE [options]
  Where a process spent its main thread: a .cpuprofile of --profile by the package or folder that owns each sample.
  --after N  seconds at its beginning that are left out (5)`;

/** Owners and functions below this share are left out. */
const SMALLEST = 0.01;

export function benchProfile(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { after: { type: "string", default: "5" } },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(PROFILE_HELP);
  const owners = ownersOf(JSON.parse(readFileSync(file, "utf8")) as CpuProfile, Number(values.after));
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows = owners
    .filter(({ share }) => share >= SMALLEST)
    .flatMap(({ name, share, functions }) => [
      [name, percent(share)],
      ...functions
        .filter((one) => one.share >= SMALLEST && one.name !== name)
        .map((one) => [`    ${one.name || "(anonymous)"}`, percent(one.share)]),
    ]);
  process.stdout.write(`${table(["share of the main thread", ""], rows)}\n`);
  return Promise.resolve();
}
