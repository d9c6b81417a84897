import { watch, type FSWatcher } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { withoutByteOrderMark } from "./operator-files";

/** How long a file must be left alone before it is read, in milliseconds: whoever writes it may not be done. */
const SETTLES_AFTER = 200;

/** What came of reading a file again. */
export type ReloadOutcome = "replaced" | "unchanged" | "refused";

/** Pino's loggers fit. */
export interface FollowLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** A file whose changes are followed. */
export interface FollowedFile {
  readonly path: string;
  /** What is served now. */
  readonly text: string;
  /** Takes the new text into use. Throws, or rejects with, an Error saying why it is refused. */
  replace(text: string): void | Promise<void>;
  /** What the file is, for whoever reads the log: "supergraph". */
  readonly name: string;
  readonly logger: FollowLogger;
  /** Told of each reading, for metrics. */
  onReload?(outcome: Exclude<ReloadOutcome, "unchanged">): void;
}

/** How to read it again at once, and to stop following. */
export interface Following {
  /** Reads the file now; a text that is refused is reported, and the one before goes on being used. */
  reload(): Promise<ReloadOutcome>;
  close(): void;
}

/**
 * Reads a file again whenever it changes. Its folder is watched and not the file itself, which editors and deployments
 * replace by another one, by renaming or by a symbolic link that moves.
 */
export function followFile(file: FollowedFile): Following {
  const { path, name, logger } = file;
  let used = file.text;
  /** What was last found in the file, in use or refused; null when it could not be read. */
  let found: string | null = used;
  let timer: NodeJS.Timeout | undefined;
  /** One reading after the other, in the order in which they were asked for. */
  let last: Promise<unknown> = Promise.resolve();

  async function read(isAsked: boolean): Promise<ReloadOutcome> {
    const before = found;
    try {
      found = withoutByteOrderMark(await readFile(path, "utf8"));
    } catch (error) {
      found = null;
      return before === null && !isAsked ? "unchanged" : refused(error);
    }
    // Whoever asks is told again that a text is refused; one change of the file can wake the watcher several times.
    if (found === used || (found === before && !isAsked)) return "unchanged";
    try {
      await file.replace(found);
    } catch (error) {
      return refused(error);
    }
    used = found;
    logger.info({ path }, `the ${name} was replaced`);
    file.onReload?.("replaced");
    return "replaced";
  }

  function refused(error: unknown): ReloadOutcome {
    logger.error({ path, err: error }, `the ${name} is refused, and the one before is kept`);
    file.onReload?.("refused");
    return "refused";
  }

  function inTurn(isAsked: boolean): Promise<ReloadOutcome> {
    const next = last.then(() => read(isAsked));
    last = next;
    return next;
  }

  const watcher = watchFolder(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(false), SETTLES_AFTER).unref();
  });

  function watchFolder(changed: () => void): FSWatcher | undefined {
    const blind = (error: unknown) =>
      logger.warn({ path, err: error }, `changes of the ${name} are not noticed: send SIGHUP after one`);
    try {
      return watch(dirname(path), { persistent: false }, changed).on("error", blind);
    } catch (error) {
      blind(error);
      return undefined;
    }
  }

  return {
    reload: () => inTurn(true),
    close() {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
