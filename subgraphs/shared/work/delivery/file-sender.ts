import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { OutgoingMessage, Sender } from "./sender";

/**
 * Writes each message as a JSON file `{channel, to, subject, text}` into the folder: whole or not at all, and once, since
 * its name comes from the message and an attempt repeated after a crash replaces the file by itself.
 */
export function fileSender(directory: string): Sender {
  return {
    async send(message) {
      const { channel, to, subject, text } = message;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const file = join(directory, fileNameOf(message));
      await writeDurably(`${file}.part`, `${JSON.stringify({ channel, to, subject, text }, null, 2)}\n`);
      await rename(`${file}.part`, file);
      await syncDirectory(directory);
    },
  };
}

/** `<time>-<channel>-<id>.json`; the time, in UTC without separators, sorts as text. */
export function fileNameOf({ createdAt, channel, id }: OutgoingMessage): string {
  const time = new Date(createdAt).toISOString().replaceAll(/[-:]/g, "");
  return `${time}-${channel}-${id}.json`;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Until then the new name may be lost with the machine. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
