import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Channel } from "../../subgraphs/shared/work/delivery/message";
import { until } from "./processes";
import type { World } from "./world";

/** Whatever writes its messages into a folder: a demo world, or a process under `DATA_DIR`. */
export interface WithOutbox {
  readonly outbox: string;
}

/** A message as its reader finds it. */
export interface Received {
  readonly file: string;
  readonly channel: Channel;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Awaited {
  readonly to: string;
  readonly channel: Channel;
  /** What its text must match; any text unless given. */
  readonly text?: RegExp;
}

/** Messages that a test has read, by folder: each is read once. */
const readBefore = new Map<string, Set<string>>();

/**
 * The first message to this reader that was not read before, as soon as it is there.
 * @throws Error with all that is there, after thirty seconds
 */
export async function awaitMessage(
  { outbox }: WithOutbox,
  { to, channel, text = /(?:)/ }: Awaited,
): Promise<Received> {
  const before = readBefore.get(outbox) ?? new Set();
  readBefore.set(outbox, before);
  let all: readonly Received[] = [];
  const next = () =>
    all.find(
      (each) => each.to === to && each.channel === channel && text.test(each.text) && !before.has(each.file),
    );
  try {
    await until(
      `a message by ${channel} to ${to}`,
      async () => {
        all = await allMessages({ outbox });
        return next() !== undefined;
      },
      30_000,
    );
  } catch (error) {
    throw new Error(`${String(error)}\nThere are: ${JSON.stringify(all, null, 2)}`, { cause: error });
  }
  const message = next()!;
  before.add(message.file);
  return message;
}

/** Every message of the world once nothing waits to be sent, the oldest first: for what must not have been written. */
export async function settledMessages(world: World): Promise<Received[]> {
  const { read } = world.system.subgraphs.databaseOf("identity");
  const waiting = "SELECT `id` FROM `outbox_message` WHERE `next_attempt_at` IS NOT NULL LIMIT 1";
  await until("nothing waits to be sent", async () => (await read.row(waiting)) === null, 30_000);
  return await allMessages(world);
}

/** Every message that has been written so far, the oldest first. */
export async function allMessages({ outbox }: WithOutbox): Promise<Received[]> {
  const names = await readdir(outbox).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  return await Promise.all(
    files.map(async (file) => ({
      file,
      ...(JSON.parse(await readFile(join(outbox, file), "utf8")) as Omit<Received, "file">),
    })),
  );
}

/** The one six-digit word of a message's text. @throws Error quoting the text when there are none or several */
export function codeIn({ text }: Pick<Received, "text">): string {
  const [code, ...more] = text.match(/\b\d{6}\b/g) ?? [];
  if (code === undefined || more.length > 0) throw new Error(`Not one code: ${text}`);
  return code;
}
