import { table } from "../table";
import type { CaseResult } from "./run";

/** One line for each case, and what came instead where it was not exact. */
export function report(results: readonly CaseResult[]): string {
  const rows = results.map(({ name, tries, outcome }) => [name, outcome, tries]);
  const others = results.filter(({ outcome }) => outcome === "open" || outcome === "closed");
  const details = others.map(({ name, got }) => `  ${name}: ${got.replaceAll(/\s+/g, " ")}`);
  const shown = table(["case", "outcome", "tries"], rows);
  return details.length === 0 ? shown : `${shown}\n\nWhat came instead:\n${details.join("\n")}`;
}

/** "30 exact, 4 cannot say" */
export function summaryOf(results: readonly CaseResult[]): string {
  const counted = (["exact", "closed", "open", "cannot say"] as const).map(
    (outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const,
  );
  return counted
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", ");
}
