import { allMessages, type Received } from "../kit/outbox";
import type { World } from "../kit/world";

export type Told = Omit<Received, "file">;

/** The last messages that were decided on, in the order in which they were, sent or not. */
export async function lastMessages(world: World, count: number): Promise<Told[]> {
  const rows = await world.system.subgraphs
    .databaseOf("identity")
    .read.rows<Told & { id: string }>(
      "SELECT `id`, `channel`, `recipient` AS `to`, `subject`, `text` FROM `outbox_message` ORDER BY `id` DESC LIMIT ?",
      [count],
    );
  // Once sent, the row is blank and the text in the file.
  const files = await allMessages(world);
  return rows.toReversed().map(({ id, text, ...row }) => {
    const file = files.find((each) => each.file.endsWith(`${id}.json`));
    return { ...row, text: text === "" ? (file?.text ?? "") : text };
  });
}
