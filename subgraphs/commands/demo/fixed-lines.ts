/** What is laid down for a line that the accounts and the tests rely on; the rest of it is drawn like any other's. */
export interface FixedLine {
  /** Also makes it a VOICE line, and its SIM UNLOCKED. */
  readonly status?: "ACTIVE" | "TERMINATED";
  readonly activatedDaysAgo?: number;
  readonly terminatedDaysAgo?: number;
  /** The line of the same contract whose telephone number it has. */
  readonly numberOfLine?: number;
}

/** The mobile line that the account `enduser.aurora` uses; its row is fixed. */
export const LINE_OF_END_USER_AURORA = "ml-aurora-1-00007";
/** A mobile line of another company, used by Aurora's legal representative; its row is fixed. */
export const LINE_OF_LEGAL_AURORA = "ml-borea-1-00003";

/** Lines whose values tests and the README rely on, by id. */
export const FIXED_LINES: Readonly<Record<string, FixedLine>> = {
  [LINE_OF_END_USER_AURORA]: { status: "ACTIVE", activatedDaysAgo: 1_204 },
  [LINE_OF_LEGAL_AURORA]: { status: "ACTIVE", activatedDaysAgo: 988 },
  // A number given back and handed out anew: looked up by number, only the second one is meant.
  "ml-aurora-1-00050": { status: "TERMINATED", activatedDaysAgo: 2_200, terminatedDaysAgo: 640 },
  "ml-aurora-1-00051": { status: "ACTIVE", activatedDaysAgo: 410, numberOfLine: 50 },
};
