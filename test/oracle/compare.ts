import { isDeepStrictEqual } from "node:util";
import { parse } from "graphql";
import { CURSOR } from "./answer/schema-object";
import { expectedAnswer, type Expected } from "./answer/expected-answer";
import type { Operation } from "./operation/random-operation";
import type { Answered, System } from "./system";
import type { World } from "./world/world";

/** One operation of one person in one world. */
export interface Case {
  readonly world: World;
  /** Null: nobody is signed in. */
  readonly person: string | null;
  readonly operation: Operation;
}

export interface Comparison {
  /** What the oracle and the system say where they differ, each difference one line; empty where they agree. */
  readonly differences: readonly string[];
  readonly met: Expected["met"];
}

export async function compare(system: System, { world, person, operation }: Case): Promise<Comparison> {
  const document = parse(operation.query);
  const expected = expectedAnswer(world, system.costCenterIds, person, document, operation.variables);
  const answered = await system.ask(person, document, operation.query, operation.variables);
  const inData = dataDifferences(expected.data, answered.data, "");
  return { differences: [...inData, ...refusalDifferences(expected, answered)], met: expected.met };
}

function dataDifferences(expected: unknown, actual: unknown, path: string): string[] {
  if (expected === CURSOR && typeof actual === "string") return [];
  if (isComposite(expected) && isComposite(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return keys.flatMap((key) => dataDifferences(own(expected, key), own(actual, key), `${path}.${key}`));
  }
  if (isDeepStrictEqual(expected, actual)) return [];
  return [`${path}: the oracle says ${JSON.stringify(expected)}, the system ${JSON.stringify(actual)}`];
}

function isComposite(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
}

function refusalDifferences({ refused }: Expected, { errors = [] }: Answered): string[] {
  const actual = Object.fromEntries(errors.flatMap((error) => refusals(error)));
  const paths = [...new Set([...Object.keys(refused), ...Object.keys(actual)])];
  return paths
    .filter((path) => refused[path] !== actual[path])
    .map((path) => `${path}: the oracle refuses with ${refused[path]}, the system with ${actual[path]}`);
}

/** Every path that an error stands for: of several refused rows it names the list, the indexes and the field below. */
function refusals({ path = [], message, extensions = {} }: NonNullable<Answered["errors"]>[number]) {
  const { code, indexes, field } = extensions;
  const paths =
    Array.isArray(indexes) && Array.isArray(field)
      ? indexes.map((index: number) => [...path, index, ...(field as string[])])
      : [path];
  const known = code === "FORBIDDEN" || code === "UNAUTHENTICATED";
  return paths.map((each) => [each.join("."), known ? code : `${String(code)} ${message}`] as const);
}
