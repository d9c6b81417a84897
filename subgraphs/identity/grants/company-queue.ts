import type { Database } from "../../shared/database";
import { SerialQueue } from "../../shared/database/serial-queue";

const QUEUES = new WeakMap<Database, Map<string, SerialQueue>>();

/**
 * Runs the work once the acts on the same company that this process began before have ended. The lock in the database
 * would make them wait as well, but each with a connection in hand: fifty appointments at once would leave none to read
 * with.
 */
export async function inTurn<T>(
  database: Database,
  organizationId: string,
  work: () => Promise<T>,
): Promise<T> {
  let queues = QUEUES.get(database);
  if (queues === undefined) QUEUES.set(database, (queues = new Map()));
  let queue = queues.get(organizationId);
  if (queue === undefined) queues.set(organizationId, (queue = new SerialQueue()));
  return await queue.add(work);
}
