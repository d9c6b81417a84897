import { accessSync, chmodSync, constants, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../schema/environment";
import { plainFault } from "./plain-fault";

/** The mark that some editors put before the first character of a file. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * The text of a file that an environment variable names, without a byte order mark.
 * @throws EnvironmentError naming the variable and what is wrong with its file
 */
export function readNamedFile(variable: string, path: string): string {
  return naming(variable, () => withoutByteOrderMark(readFileSync(path, "utf8")));
}

/** The text without the byte order mark that would make a parser stumble. */
export function withoutByteOrderMark(text: string): string {
  return text.replace(BYTE_ORDER_MARK, "");
}

/**
 * Makes the folder that DATA_DIR names ready for what the process keeps: accounts, keys, messages. It and all that is
 * made in it from now on is for this user alone (0700, 0600), and so are databases that an older release made.
 * @throws EnvironmentError naming DATA_DIR and what is wrong with it
 */
export function prepareDataDirectory(directory: string): void {
  process.umask(0o077);
  naming("DATA_DIR", () => {
    // `mkdir` of a path that is a file says only that it exists.
    if (isFile(directory)) throw Object.assign(new Error(), { code: "ENOTDIR", path: directory });
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
    if (statSync(directory).uid !== process.getuid?.()) return;
    chmodSync(directory, 0o700);
    for (const name of readdirSync(directory))
      if (/\.sqlite(-wal|-shm)?$/.test(name)) chmodSync(join(directory, name), 0o600);
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function naming<T>(variable: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const fault = error instanceof Error ? plainFault(error) : undefined;
    if (fault === undefined) throw error;
    throw new EnvironmentError([`${variable}: ${fault}`]);
  }
}
