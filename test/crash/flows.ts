import { allMessages, awaitMessage, codeIn } from "../kit/outbox";
import { signIn, type Persona } from "../kit/persona";
import { APPOINT_MOBILE_MASTER } from "../grants/mutations";
import { CONFIRM, lineOf, newcomer, REGISTER, type Application } from "../registration/kit";
import type { CrashingSystem } from "./crashing-system";

/** What a killed process left: all of the act or nothing. */
export type State = "before" | "after";

/** Something that a person does and that must happen wholly or not at all. */
export interface Flow<Case = unknown> {
  readonly name: string;
  /** What has to be there first; the process is not killed meanwhile. */
  prepare(system: CrashingSystem): Promise<Case>;
  /** The act. Rejects when the process dies before it answers. */
  act(system: CrashingSystem, subject: Case): Promise<unknown>;
  /** Reads the state from the database. @throws Error when it is neither the one before nor the one after */
  stateOf(system: CrashingSystem, subject: Case): Promise<State>;
  /** Goes on as the person would, and holds the end to what it must be, messages included. */
  finish(system: CrashingSystem, subject: Case, state: State): Promise<void>;
}

/** All of these counts are 1, or all 0. */
function allOrNothing(counts: Readonly<Record<string, number>>): State {
  const values = Object.values(counts);
  if (values.every((count) => count === 0)) return "before";
  if (values.every((count) => count === 1)) return "after";
  throw new Error(`Neither before nor after: ${JSON.stringify(counts)}`);
}

async function expectOnce(system: CrashingSystem, to: string, text: RegExp): Promise<void> {
  await system.untilSettled();
  const found = (await allMessages(system)).filter((each) => each.to === to && text.test(each.text));
  if (found.length !== 1) throw new Error(`${found.length} messages to ${to} that match ${String(text)}`);
}

let lines = 0;

/** R1, R2: the application and the code on its way to the number, down to the file. */
export const registering: Flow<Application> = {
  name: "register",
  prepare: () => Promise.resolve(newcomer({ mobileNumber: lineOf("org-aurora", (lines += 1)).msisdn })),
  act: (system, input) => system.anonymous.read(REGISTER, { input }),
  async stateOf(system, { username, mobileNumber }) {
    const of = "FROM `registration` WHERE `username` = ?";
    return allOrNothing({
      registration: await system.count(of, username),
      code: await system.count(`FROM \`one_time_code\` WHERE \`id\` IN (SELECT \`id\` ${of})`, username),
      message: await system.count("FROM `outbox_message` WHERE `recipient` = ?", mobileNumber ?? ""),
    });
  },
  async finish(system, application, state) {
    const to = application.mobileNumber ?? "";
    if (state === "before") await this.act(system, application);
    await expectOnce(system, to, /\b\d{6}\b/);
  },
};

interface Applied extends Application {
  readonly registrationId: string;
  readonly code: string;
}

/** R2, R4: the proved code makes account, membership, grant, session and trail at once, and its notice goes out. */
export const confirming: Flow<Applied> = {
  name: "confirmRegistration",
  async prepare(system) {
    const application = await registering.prepare(system);
    const { register } = await system.anonymous.read(REGISTER, { input: application });
    const sms = await awaitMessage(system, { to: application.mobileNumber ?? "", channel: "sms" });
    return { ...application, registrationId: register.registrationId, code: codeIn(sms) };
  },
  act: (system, { registrationId, code }) =>
    system.anonymous.read(CONFIRM, { input: { registrationId, code } }),
  async stateOf(system, { username, email, registrationId }) {
    const user = "IN (SELECT `id` FROM `user_account` WHERE `username` = ?)";
    const registration = await system.count("FROM `registration` WHERE `id` = ?", registrationId);
    return allOrNothing({
      account: await system.count("FROM `user_account` WHERE `username` = ?", username),
      "used registration": 1 - registration,
      membership: await system.count(`FROM \`organization_membership\` WHERE \`user_id\` ${user}`, username),
      grant: await system.count(`FROM \`profile_grant\` WHERE \`user_id\` ${user}`, username),
      session: await system.count(`FROM \`session\` WHERE \`user_id\` ${user}`, username),
      notice: await system.count(
        "FROM `outbox_message` WHERE `recipient` = ? AND `subject` LIKE '%completa%'",
        email,
      ),
    });
  },
  async finish(system, applied, state) {
    if (state === "before") {
      const { confirmRegistration } = (await this.act(system, applied)) as {
        confirmRegistration: { accessToken: string | null };
      };
      if (confirmRegistration.accessToken === null)
        throw new Error("The code was used up by a confirmation that was not.");
    }
    const person = await signIn(system.url, applied.username, applied.password);
    const { viewer } = await person.read("{ viewer { grants { profile } } }");
    if (JSON.stringify(viewer.grants) !== '[{"profile":"END_USER"}]') throw new Error(JSON.stringify(viewer));
    await expectOnce(system, applied.email, new RegExp(applied.username.replaceAll(".", "\\.")));
  },
};

const CONTRACT = "mc-aurora-1";
const CANDIDATES = ["user-employee-aurora", "user-former-aurora"];

interface Appointment {
  readonly legal: Persona;
  readonly former: string;
  readonly next: string;
  readonly told: number;
}

/** R11: the next master takes the place of the present one; never two, never none. */
export const appointing: Flow<Appointment> = {
  name: "appointMobileMaster",
  async prepare(system) {
    const former = await masterOf(system);
    const next = CANDIDATES.find((each) => each !== former)!;
    await system.untilSettled();
    const told = (await allMessages(system)).length;
    return { legal: await signIn(system.url, "legal.aurora"), former, next, told };
  },
  async act(system, { legal, next }) {
    const answer = await legal
      .at(system.url)
      .read(APPOINT_MOBILE_MASTER, { contractId: CONTRACT, userId: next });
    if (answer.appointMobileMaster.userErrors.length > 0) throw new Error(JSON.stringify(answer));
    return answer;
  },
  async stateOf(system, { former, next }) {
    const master = await masterOf(system);
    if (master === former) return "before";
    if (master === next) return "after";
    throw new Error(`The master is neither the former nor the next: ${master}`);
  },
  async finish(system, subject, state) {
    if (state === "before") await this.act(system, subject);
    if ((await masterOf(system)) !== subject.next) throw new Error("The next master was not appointed.");
    await system.untilSettled();
    const told = (await allMessages(system)).length - subject.told;
    if (told !== 2) throw new Error(`${told} messages instead of one to each of the two`);
  },
};

/** Who holds the contract's one place. @throws Error when it is not one */
async function masterOf({ database }: CrashingSystem): Promise<string> {
  const rows = await database.read.rows<{ userId: string }>(
    "SELECT `user_id` AS `userId` FROM `profile_grant` WHERE `profile` = 'MOBILE_MASTER' AND `scope_id` = ?" +
      " AND `revoked_at` IS NULL AND (`valid_until` IS NULL OR `valid_until` > ?)",
    [CONTRACT, Date.now()],
  );
  const [only, ...more] = rows;
  if (only === undefined || more.length > 0) throw new Error(`${rows.length} masters of ${CONTRACT}`);
  return only.userId;
}

const LABEL = `mutation ($lineId: ID!, $label: String) {
  setLineLabel(lineId: $lineId, label: $label) { line { label } userErrors { message } }
}`;

interface Labelling {
  readonly legal: Persona;
  readonly lineId: string;
  readonly label: string;
}

let labels = 0;

/** A label with its record, which goes through an outbox of another database to the company's chain: once. */
export const labelling: Flow<Labelling> = {
  name: "setLineLabel",
  async prepare(system) {
    const label = `label ${(labels += 1)}`;
    // Not the master: another flow appoints one.
    return { legal: await signIn(system.url, "legal.aurora"), lineId: "ml-aurora-1-00012", label };
  },
  async act(system, { legal, ...variables }) {
    const answer = await legal.at(system.url).read(LABEL, variables);
    if (answer.setLineLabel.userErrors.length > 0) throw new Error(JSON.stringify(answer));
    return answer;
  },
  async stateOf(system, { lineId, label }) {
    // From the outbox to the chain: in this order, or a record on its way would be missed.
    const waiting = await system.inventory.read.rows<{ id: string }>(
      "SELECT id FROM audit_outbox WHERE event LIKE ?",
      [`%: ${label}"%`],
    );
    const recorded = await recordsOf(system, label);
    const line = await system.inventory.read.row("SELECT id FROM mobile_line WHERE id = ? AND label = ?", [
      lineId,
      label,
    ]);
    // A record that was delivered waits still, when the process died before it was removed.
    return allOrNothing({
      label: line === null ? 0 : 1,
      record: new Set([...waiting.map(({ id }) => id), ...recorded]).size,
    });
  },
  async finish(system, subject, state) {
    if (state === "before") await this.act(system, subject);
    await system.untilSettled();
    const recorded = await recordsOf(system, subject.label);
    if (recorded.length !== 1) throw new Error(`${recorded.length} records of one label`);
  },
};

async function recordsOf({ database }: CrashingSystem, label: string): Promise<string[]> {
  const rows = await database.read.rows<{ id: string }>(
    "SELECT id FROM audit_event WHERE action = 'Mutation.setLineLabel' AND target_label LIKE ?",
    [`%: ${label}`],
  );
  return rows.map(({ id }) => id);
}
