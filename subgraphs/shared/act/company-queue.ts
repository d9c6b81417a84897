import type { Database } from "../database";
import { SerialQueues } from "../database/serial-queue";
import { Refused } from "./refused";

/** Milliseconds; well below the time that the gateway gives a call of a subgraph (SUBGRAPH_TIMEOUT_MS, 10 s). */
const LONGEST_WAIT = 5_000;

const QUEUES = new WeakMap<Database, SerialQueues>();

/**
 * Runs the work once the acts on the same company, or of the same person, that this process began before have ended. The
 * lock in the database would make them wait as well, but each with a connection in hand: fifty appointments at once would
 * leave none to read with. What has waited too long is not begun: its sender will have been told that time is up.
 * @param key a company's id, or what else is waited for
 * @throws Refused CONFLICT after five seconds
 */
export async function inTurn<T>(database: Database, key: string, work: () => Promise<T>): Promise<T> {
  let queues = QUEUES.get(database.whole);
  if (queues === undefined) QUEUES.set(database.whole, (queues = new SerialQueues()));
  const asked = performance.now();
  return await queues.add(key, async () => {
    if (performance.now() - asked > LONGEST_WAIT)
      throw new Refused("CONFLICT", "Other changes are under way. Look, and send it again.");
    return await work();
  });
}
