import type { World } from "../kit/world";

export interface Told {
  readonly channel: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The last messages that were decided on, in the order in which they were. */
export async function lastMessages(world: World, count: number): Promise<Told[]> {
  const rows = await world.system.subgraphs
    .databaseOf("identity")
    .read.rows<Told>(
      "SELECT `channel`, `recipient` AS `to`, `subject`, `text` FROM `outbox_message` ORDER BY `id` DESC LIMIT ?",
      [count],
    );
  return rows.map((row) => ({ ...row })).toReversed();
}
