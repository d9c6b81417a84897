import { createHash } from "node:crypto";
import type { MigrationInterface, QueryRunner } from "typeorm";
import type { EntityClass } from "../entity-rows";

const ENGINES = ["better-sqlite3", "mysql"] as const;

/** What a look into the database answers while a plan is written down: nothing is there, then everything is. */
const ANSWERS: readonly (readonly object[])[] = [[], [{}]];

/**
 * The checksum of what a migration does: SHA-256 in hexadecimal over every call that it makes of its query runner, on
 * either engine, on a database where nothing is there and on one where everything is. What a migration does not do, such
 * as the names and the place of its files, is no part of it.
 */
export async function checksumOf(migration: EntityClass): Promise<string> {
  const plans = createHash("sha256");
  for (const engine of ENGINES) {
    for (const answer of ANSWERS) plans.update(JSON.stringify(await planOf(migration, engine, answer)));
  }
  return plans.digest("hex");
}

async function planOf(
  migration: EntityClass,
  engine: (typeof ENGINES)[number],
  answer: readonly object[],
): Promise<readonly unknown[]> {
  const calls: unknown[] = [];
  const instance = new (migration as new () => MigrationInterface)();
  try {
    await instance.up(recorder(engine, answer, calls));
  } catch (error) {
    // It could do nothing with such an answer; that too is as it was.
    calls.push(["throws", error instanceof Error ? error.message : String(error)]);
  }
  return calls;
}

/** A query runner that does nothing but write down what it is asked to do. */
function recorder(engine: string, answer: readonly object[], calls: unknown[]): QueryRunner {
  const dataSource = { options: { type: engine }, driver: { escape: (name: string) => `\`${name}\`` } };
  const runner = new Proxy(
    {},
    {
      get(_target, name) {
        if (name === "dataSource") return dataSource;
        return (...given: unknown[]) => {
          calls.push([String(name), JSON.stringify(given, withoutDefaults)]);
          return Promise.resolve(name === "query" ? answer : undefined);
        };
      },
    },
  );
  return runner as QueryRunner;
}

/** TypeORM's tables carry each setting that nobody made; a later version may carry more of them. */
function withoutDefaults(_name: string, value: unknown): unknown {
  const isUnset = value === false || value === "" || value === null;
  return isUnset || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
