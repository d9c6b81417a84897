import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");
/** What an act does for its verb. */
const OWN_HANDS = /\b(?:recordAudit|queueMessages|queueRecords|database\.write|attempt)\(/;

/** What changes something without anybody's mutation, or beside one, and why it may. */
const ALLOWED: Readonly<Record<string, string>> = {
  "subgraphs/identity/audit/record-audit.ts": "declares it",
  "subgraphs/identity/audit/record-events.ts": "takes the records of other subgraphs",
  "subgraphs/identity/recovery/answer-requests.ts": "a chore, after the answer",
  "subgraphs/identity/registration/invitations/invite-by-operator.ts": "a command of the operator",
  "subgraphs/identity/credentials/passwords/set-password.ts": "makes the accounts of the demo world",
  "subgraphs/identity/credentials/second-factor/lost-second-factor.ts":
    "a command of the operator, and a chore",
  "subgraphs/identity/sweep.ts": "a chore",
  "subgraphs/identity/messages/tell-refusals.ts": "takes the notices of other subgraphs",
  "subgraphs/mobile-inventory/actions/deliver-actions.ts":
    "a chore: carries out what the operator's systems decided",
  "subgraphs/mobile-inventory/actions/tell-refusals.ts": "a chore, after the act",
  "subgraphs/mobile-inventory/bulk/forget-jobs.ts": "a chore",
  "subgraphs/mobile-inventory/bulk/run-job.ts": "takes and ends a job; its batches are acts",
  "subgraphs/identity/credentials/sessions/sign-in.ts": "hashes a password anew, which changes nothing",
  "subgraphs/identity/credentials/passwords/own-password.ts": "takes a counted attempt back",
};
const MACHINERY = /\/(?:import|migrations|keys|delivery)\//;

/** The places of a text that do by hand what an act does. */
function byHand(text: string): readonly string[] {
  return text.split("\n").filter((line) => OWN_HANDS.test(line) && !/^\s*(?:\*|\/\/)/.test(line));
}

const files = ["identity", "mobile-inventory", "fixed-inventory"].flatMap((name) =>
  sourcesOf(join(ROOT, "subgraphs", name)),
);

describe("what changes something", () => {
  it("does it by an act: no verb opens a transaction, records, tells or counts by its own hands", () => {
    const found = files
      .filter((file) => !MACHINERY.test(file) && !(file in ALLOWED))
      .flatMap((file) =>
        byHand(readFileSync(join(ROOT, file), "utf8")).map((line) => `${file}: ${line.trim()}`),
      );
    expect(found).toEqual([]);
  });

  it("is noticed where a verb does it by its own hands", () => {
    expect(byHand("  await recordAudit(transaction, occasion, entries);")).toHaveLength(1);
    expect(byHand("  const done = await database.write(async (transaction) => {")).toHaveLength(1);
    expect(byHand("  const wait = await attempt(context, throttle);")).toHaveLength(1);
    expect(byHand(" * as recordAudit( says")).toHaveLength(0);
  });

  it("has no exception that nothing needs any more", () => {
    const idle = Object.keys(ALLOWED).filter(
      (file) => !files.includes(file) || byHand(readFileSync(join(ROOT, file), "utf8")).length === 0,
    );
    expect(idle).toEqual([]);
  });
});

function sourcesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => relative(ROOT, join(directory, file)));
}
