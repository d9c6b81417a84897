import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Profile, ScopeKind } from "../../../schema/access/vocabulary";
import { PROJECT } from "../../project";

/** Whose words state the rules: our access directives, or federation's own. */
export const DIALECTS = ["access", "federation"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What a field answers: a plain value, or one of these forms. */
export type FieldData =
  | string
  | { readonly $object: string }
  | readonly { readonly $object: string }[]
  /** The object of the type that the argument `id` names; `$counts` adds one to a counter first. */
  | { readonly $named: string; readonly $counts?: string }
  | { readonly $count: string }
  | { readonly $fails: string }
  | { readonly $text: string; readonly $field: string };

export interface SubgraphData {
  /** SDL by line; `{master}` stands for a rule, worded by dialect. */
  readonly types: readonly string[];
  /** By coordinate; other fields answer the object's own value. */
  readonly fields: Readonly<Record<string, FieldData>>;
}

export type TokenKind = "none" | "valid" | "forged" | "expired";

export interface Persona {
  readonly token: TokenKind;
  /** What the token says (RFC 8693, 4.2): all that federation's directives decide on. */
  readonly scope: string;
  /** What ours decides on. */
  readonly grants: readonly { readonly profile: Profile; readonly on: string }[];
}

/** The small federation that every gateway under test serves. */
export interface World {
  readonly rules: Readonly<Record<string, Readonly<Record<Dialect, string>>>>;
  readonly subgraphs: Readonly<Record<string, SubgraphData>>;
  /** By `Type:id`. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By type: from each kind of scope to the key of the object that holds its id. */
  readonly scopePaths: Readonly<Record<string, Readonly<Partial<Record<ScopeKind, string>>>>>;
  /** Values that no answer may hold unless it was expected to. */
  readonly secrets: readonly string[];
  readonly personas: Readonly<Record<string, Persona>>;
}

/** `refused` are the paths of the errors without list indexes; `rejected` expects no data at all. */
export type Expectation =
  { readonly data: unknown; readonly refused: readonly string[] } | { readonly rejected: true };

export interface Step {
  readonly persona: string;
  /** Instead of the case's. */
  readonly operation?: string;
  readonly expect: Expectation;
}

export interface Case {
  readonly name: string;
  /** What the bypass tries. */
  readonly tries: string;
  readonly operation: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly method?: "GET";
  /** The steps at one time instead of one after the other. */
  readonly together?: true;
  /** What a dialect must be able to say; federation's directives cannot. */
  readonly needs?: string;
  readonly steps: readonly Step[];
}

export const WORLD = read("world.json") as World;
export const CASES = read("cases.json") as readonly Case[];

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(PROJECT, "bench", "audit", "catalogue", file), "utf8"));
}
