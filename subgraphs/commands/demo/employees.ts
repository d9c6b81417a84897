import { addMonths } from "./calendar";
import { CONTRACTS } from "./companies";
import { FIXED_LINES } from "./fixed-lines";
import { linesOf, type DemoLine } from "./lines";
import { employeePerson, type DemoPerson } from "./people";

/** Ordinary employees by contract, sixty in all; invited, so that they have no password yet. */
const EMPLOYEES_BY_CONTRACT: Readonly<Record<string, number>> = {
  "mc-aurora-1": 28,
  "mc-aurora-2": 8,
  "mc-borea-1": 8,
  "mc-cometa-1": 16,
};

/** An employee of the demo world, with the line that they use. */
export interface DemoEmployee extends DemoPerson {
  readonly line: DemoLine;
}

/** Each uses a line of their own: active, with a voice, and old enough for a grant that began twelve months ago. */
export function* employees(day: string): Generator<DemoEmployee> {
  const grantedOn = addMonths(day, -12);
  let index = 0;
  for (const contract of CONTRACTS) {
    let wanted = EMPLOYEES_BY_CONTRACT[contract.id] ?? 0;
    for (const line of linesOf(contract, day)) {
      if (wanted === 0) break;
      if (line.status !== "ACTIVE" || line.simKind !== "VOICE" || line.activatedOn > grantedOn) continue;
      if (line.id in FIXED_LINES) continue;
      wanted--;
      yield { ...employeePerson(index++), line };
    }
  }
}
