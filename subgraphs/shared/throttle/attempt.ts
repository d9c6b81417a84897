import { inList, type Database, type Reader, type Writer } from "../database";
import type { KeyedHash } from "../text/keyed-hash";
import { aroundAddress } from "./client-address";
import { delayAfter, type ThrottleRule } from "./rules";
import { ThrottleEntity } from "./throttle.entity";

/** One counter: a rule, and whom or what it counts for. */
export interface Throttle {
  readonly rule: ThrottleRule;
  readonly key: string;
}

/** Too early. */
export interface Wait {
  /** Whole seconds until the next attempt, at least 1. */
  readonly retryAfterSeconds: number;
}

/** What counting an attempt lives on. */
export interface ThrottleContext {
  readonly database: Database;
  readonly services: { readonly keyedHash: KeyedHash };
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Counts an attempt before it is made, under every counter or, where one says wait, under none: null says go on. Attempts
 * that come at once are counted one after another, whichever process they reach. What turns out well is taken back with
 * `succeeded`. Waiting attempts do not count: a stranger cannot make the wait longer by insisting.
 */
export async function attempt(
  context: ThrottleContext,
  ...throttles: readonly Throttle[]
): Promise<Wait | null> {
  return await context.database.write((transaction) => attemptWithin(transaction, context, ...throttles));
}

/** The same within a transaction, whose end it locks the counters until. */
export async function attemptWithin(
  transaction: Writer,
  { services, now }: Pick<ThrottleContext, "services" | "now">,
  ...throttles: readonly Throttle[]
): Promise<Wait | null> {
  const at = now();
  const rules = new Map(
    withNetworks(throttles).map((throttle) => [hashOf(services.keyedHash, throttle), throttle.rule]),
  );
  const counters = await lock(transaction, [...rules.keys()].toSorted(), at);
  const wait = Math.max(...counters.map(({ freeAt }) => freeAt)) - at;
  if (wait > 0) return { retryAfterSeconds: Math.ceil(wait / 1000) };
  const counted = counters.flatMap(({ keyHash, attempts, forgottenAt }) => {
    const rule = rules.get(keyHash);
    if (rule === undefined) return [];
    const count = (forgottenAt <= at ? 0 : attempts) + 1;
    const delay = delayAfter(count, rule);
    const freeAt = delay === 0 ? 0 : at + delay;
    return [{ keyHash, attempts: count, freeAt, forgottenAt: at + rule.forgottenAfter }];
  });
  await transaction.upsert(ThrottleEntity, counted, { key: ["keyHash"] });
  return null;
}

/** How many attempts count just now, this one included. */
export async function attemptsCounted(
  reader: Reader,
  { services, now }: Pick<ThrottleContext, "services" | "now">,
  throttle: Throttle,
): Promise<number> {
  const row = await reader.row<{ attempts: number }>(
    "SELECT attempts FROM throttle WHERE key_hash = ? AND forgotten_at > ?",
    [hashOf(services.keyedHash, throttle), now()],
  );
  return row?.attempts ?? 0;
}

/** Takes an attempt back that turned out well: as if it had not been made. */
export async function succeeded(
  transaction: Writer,
  { services }: Pick<ThrottleContext, "services">,
  ...throttles: readonly Throttle[]
): Promise<void> {
  const list = inList(
    withNetworks(throttles)
      .map((throttle) => hashOf(services.keyedHash, throttle))
      .toSorted(),
  );
  await transaction.execute(
    "UPDATE throttle SET attempts = attempts - 1, free_at = 0" +
      ` WHERE attempts > 0 AND key_hash IN ${list.sql}`,
    list.parameters,
  );
}

/** The counters, made where missing and locked until the transaction ends. @param hashes sorted: all lock in one order */
async function lock(transaction: Writer, hashes: readonly string[], at: number): Promise<ThrottleEntity[]> {
  const missing = hashes.map((keyHash) => ({ keyHash, attempts: 0, freeAt: 0, forgottenAt: at }));
  await transaction.upsert(ThrottleEntity, missing, { key: ["keyHash"], update: [] });
  const list = inList(hashes);
  // On MySQL a plain read would see the counters as they were when the transaction first read anything.
  const forUpdate = transaction.dialect === "mysql" ? " FOR UPDATE" : "";
  return await transaction.rows<ThrottleEntity>(
    "SELECT key_hash AS keyHash, attempts, free_at AS freeAt, forgotten_at AS forgottenAt" +
      ` FROM throttle WHERE key_hash IN ${list.sql}${forUpdate}`,
    list.parameters,
  );
}

/** The counters, and around each one of an IPv6 address the one of its /48. */
function withNetworks(throttles: readonly Throttle[]): readonly Throttle[] {
  return throttles.flatMap((throttle) => {
    const around = aroundAddress(throttle.rule, throttle.key);
    return around === null ? [throttle] : [throttle, around];
  });
}

function hashOf(hash: KeyedHash, { rule, key }: Throttle): string {
  return hash("throttle", `${rule.name}\n${key}`);
}
