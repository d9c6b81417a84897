import type { EntityClass, Writer } from "../database";
import { rowsById } from "./rows-by-id";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Takes over a catalogue that rows name by the way, as `id:name`. Of two names for one id the later wins. */
export async function takeOverNames(
  transaction: Writer,
  entity: EntityClass<{ id: string; name: string }>,
  named: readonly Named[],
): Promise<void> {
  const wanted = new Map(named.map(({ id, name }) => [id, name]));
  const stored = await rowsById(transaction, entity, [...wanted.keys()]);
  const changed = [...wanted].filter(([id, name]) => stored.get(id)?.name !== name);
  await transaction.upsert(
    entity,
    changed.map(([id, name]) => ({ id, name })),
    { key: ["id"] },
  );
}
