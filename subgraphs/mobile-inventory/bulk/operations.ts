import { z } from "zod";
import type { ActionDetails } from "../actions/action-details";
import type { BulkOperation } from "../vocabulary";

const OPTIONS = z.object({ add: z.array(z.string()), remove: z.array(z.string()) });
const COST_CENTER = z.object({ code: z.string().nullable() });
const NOTHING = z.object({});

/** A bulk operation with what it is given beside the lines. */
export type Operation =
  | { readonly name: "LOCK_SIMS" | "UNLOCK_SIMS" | "FREEZE_LINES" | "UNFREEZE_LINES" }
  | { readonly name: "SET_LINE_OPTIONS"; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly name: "ASSIGN_COST_CENTER"; readonly code: string | null };

/** Where the rule of each operation stands; it is decided again on each line of each batch. */
export const MUTATION_OF: Readonly<Record<BulkOperation, `Mutation.${string}`>> = {
  LOCK_SIMS: "Mutation.lockSims",
  UNLOCK_SIMS: "Mutation.unlockSims",
  FREEZE_LINES: "Mutation.freezeLines",
  UNFREEZE_LINES: "Mutation.unfreezeLines",
  SET_LINE_OPTIONS: "Mutation.setLineOptions",
  ASSIGN_COST_CENTER: "Mutation.assignCostCenter",
};

/** The operation of a job as the table keeps it: its name in a column, the rest as JSON. */
export function operationOf(name: BulkOperation, text: string): Operation {
  const given: unknown = JSON.parse(text);
  if (name === "SET_LINE_OPTIONS") return { name, ...OPTIONS.parse(given) };
  if (name === "ASSIGN_COST_CENTER") return { name, ...COST_CENTER.parse(given) };
  NOTHING.parse(given);
  return { name };
}

/** The JSON that `operationOf` reads. */
export function argumentsOf({ name: _name, ...given }: Operation): string {
  return JSON.stringify(given);
}

/** What the operator's systems are asked for; null for what the company keeps by itself. */
export function actionOf(operation: Operation): ActionDetails | null {
  if (operation.name === "ASSIGN_COST_CENTER") return null;
  if (operation.name === "SET_LINE_OPTIONS")
    return { kind: "SET_OPTIONS", add: [...operation.add], remove: [...operation.remove] };
  return { kind: PLAIN_ACTION[operation.name] };
}

const PLAIN_ACTION = {
  LOCK_SIMS: "LOCK_SIM",
  UNLOCK_SIMS: "UNLOCK_SIM",
  FREEZE_LINES: "FREEZE",
  UNFREEZE_LINES: "UNFREEZE",
} as const;
