import { z } from "zod";
import type { ScopeRef } from "../access/decide";
import { SCOPE_KINDS } from "../access/vocabulary";
import { contract } from "./contract";

/** The kinds of object that have a scope path. A fixed line is no scope itself: nothing is granted on it. */
export const LOCATED_KINDS = [...SCOPE_KINDS, "FIXED_LINE"] as const;
/** The kinds of object whose owner says where they lie. */
export type LocatedKind = (typeof LOCATED_KINDS)[number];

/** Where an object lies, itself first where it is a scope, and the name by which people know it. */
export interface LocatedObject {
  readonly scopes: readonly ScopeRef[];
  readonly label: string;
}

interface Question {
  readonly refs: readonly { readonly kind: LocatedKind; readonly id: string }[];
}

const INPUT: z.ZodType<Question> = z.object({
  refs: z.array(z.object({ kind: z.enum(LOCATED_KINDS), id: z.string() })),
});

const LOCATED: z.ZodType<LocatedObject> = z.object({
  scopes: z.array(z.object({ kind: z.enum(SCOPE_KINDS), id: z.string() })),
  label: z.string(),
});

const OUTPUT: z.ZodType<readonly (LocatedObject | null)[]> = z.array(LOCATED.nullable());

/**
 * The function `scopePath` of each subgraph that owns such objects. It answers in the order of the question: null where
 * there is no such object or, when a person asks, none within that person's scope.
 */
export const SCOPE_PATH = contract("scopePath", INPUT, OUTPUT);
