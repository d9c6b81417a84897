import { ask } from "./ask";
import { CASES, type Case, type Dialect, type Step } from "./catalogue";
import { judge, type Judgement, type Outcome } from "./judge";

export interface CaseResult {
  readonly name: string;
  readonly tries: string;
  /** `cannot say`: the rules' dialect has no words for it, so it was not asked. */
  readonly outcome: Outcome | "cannot say";
  /** What came instead, with who asked, when it is not exact. */
  readonly got: string;
}

export interface Target {
  readonly url: string;
  /** By persona. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly dialect: Dialect;
}

const WORST: readonly Outcome[] = ["open", "closed", "exact"];

/** Runs the whole catalogue against one gateway. @throws Error when nothing answers at its URL */
export async function runCatalogue(target: Target): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of CASES) {
    const { name, tries } = one;
    if (one.needs !== undefined && target.dialect === "federation") {
      results.push({ name, tries, outcome: "cannot say", got: one.needs });
      continue;
    }
    const judgements = await judgementsOf(target, one);
    const outcome = WORST.find((worst) => judgements.some((each) => each.outcome === worst)) ?? "exact";
    const got = judgements.find((each) => each.outcome === outcome)?.got ?? "";
    results.push({ name, tries, outcome, got });
  }
  return results;
}

async function judgementsOf({ url, tokens }: Target, one: Case): Promise<Judgement[]> {
  const run = async (step: Step): Promise<Judgement> => {
    const { outcome, got } = judge(step.expect, await ask(url, tokens, one, step));
    return { outcome, got: got === "" ? "" : `${step.persona}: ${got}` };
  };
  if (one.together === true) return Promise.all(one.steps.map(run));
  const judgements: Judgement[] = [];
  for (const step of one.steps) judgements.push(await run(step));
  return judgements;
}
