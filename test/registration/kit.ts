import { ORGANIZATIONS } from "../../subgraphs/commands/demo/companies";
import { employees } from "../../subgraphs/commands/demo/employees";
import { FIXED_LINES } from "../../subgraphs/commands/demo/fixed-lines";
import type { DemoLine } from "../../subgraphs/commands/demo/lines";
import { formatVatNumber } from "../../subgraphs/shared/identifiers";
import { DEMO_LINES } from "../gateway/demo";
import { statementsOf } from "../kit/databases";
import { awaitMessage, codeIn } from "../kit/outbox";
import { Persona, type GraphQLAnswer } from "../kit/persona";
import { TODAY, type World } from "../kit/world";

export const PASSWORD = "gelato al pistacchio e tre chiodi";
export const AURORA_VAT = vatNumberOf("org-aurora");
export const COMETA_VAT = vatNumberOf("org-cometa");
/** Valid, and nobody's. */
export const NOBODYS_VAT = formatVatNumber(4_242_424, "012");

const USED = new Set([...employees(TODAY)].map(({ line }) => line.id));
let newcomers = 0;
let numbers = 0;

/** A mobile number that no line has; another one each time. */
export function nobodysNumber(): string {
  return `+39399${String((numbers += 1)).padStart(7, "0")}`;
}

function vatNumberOf(organizationId: string): string {
  const found = ORGANIZATIONS.find(({ id }) => id === organizationId);
  if (found === undefined) throw new Error(`no company ${organizationId}`);
  return found.vat_number;
}

/** A line of the kind wanted that nobody uses in the demo world: the `index`th. */
export function lineOf(
  organizationId: string,
  index: number,
  { status = "ACTIVE", simKind = "VOICE" }: Partial<Pick<DemoLine, "status" | "simKind">> = {},
): DemoLine {
  const lines = DEMO_LINES.filter(
    (line) =>
      line.contract.organizationId === organizationId &&
      line.status === status &&
      line.simKind === simKind &&
      !USED.has(line.id) &&
      !(line.id in FIXED_LINES),
  );
  const line = lines[index];
  if (line === undefined) throw new Error(`${organizationId} has no ${index} such lines`);
  return line;
}

export interface Application {
  readonly vatNumber: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
  readonly mobileNumber?: string | null;
}

/** Somebody whom nothing knows yet, applying to Aurora unless told otherwise. */
export function newcomer(changes: Partial<Application> = {}): Application {
  const username = `newcomer.${(newcomers += 1)}`;
  return {
    vatNumber: AURORA_VAT,
    username,
    displayName: "Nina Nuova",
    email: `${username}@mail.example`,
    password: PASSWORD,
    ...changes,
  };
}

export const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { registrationId userErrors { code message field } }
}`;
export const CONFIRM = `mutation ($input: ConfirmRegistrationInput!) {
  confirmRegistration(input: $input) {
    accessToken refreshToken
    viewer {
      user { username status } grants { profile scope { kind id } } organizations { edges { node { id } } }
    }
    userErrors { code message field }
  }
}`;

export type Payload = GraphQLAnswer["data"];

/** Whatever system a newcomer applies at. */
export type Place = Pick<World, "url" | "anonymous" | "outbox">;

/** Applies; the payload. */
export async function register(
  world: Place,
  application: Application,
  client = world.anonymous,
): Promise<Payload> {
  return (await client.read(REGISTER, { input: application })).register;
}

/** The code that the application is confirmed by, as the newcomer reads it. */
export async function codeFor(world: Place, { mobileNumber, email }: Application): Promise<string> {
  const to = mobileNumber ?? email;
  const channel = typeof mobileNumber === "string" ? "sms" : "email";
  return codeIn(await awaitMessage(world, { to, channel, text: /\b\d{6}\b/ }));
}

export async function confirm(world: Place, registrationId: string, code: string): Promise<Payload> {
  return (await world.anonymous.read(CONFIRM, { input: { registrationId, code } })).confirmRegistration;
}

/** Goes the whole way, and answers who came of it. @throws Error with what went wrong */
export async function join(world: Place, application: Application): Promise<Persona> {
  const { registrationId } = await register(world, application);
  const payload = await confirm(world, registrationId, await codeFor(world, application));
  if (typeof payload.accessToken !== "string") throw new Error(JSON.stringify(payload));
  return new Persona(world.url, payload.accessToken);
}

/** A code that is not this one. */
export function otherThan(code: string): string {
  return code === "000000" ? "000001" : "000000";
}

/** Forgets every count, so that one test does not slow down the next. */
export async function forgetThrottles(world: World): Promise<void> {
  await world.system.subgraphs
    .databaseOf("identity")
    .write((transaction) => transaction.execute("DELETE FROM `throttle`"));
}

export async function countOf(world: World, table: string): Promise<number> {
  const { read } = world.system.subgraphs.databaseOf("identity");
  return (await read.row<{ count: number }>(`SELECT COUNT(*) AS \`count\` FROM \`${table}\``))?.count ?? 0;
}

/** What the work had identity's database do, but for the relay, which sends when it likes. */
export async function ownStatements(world: World, work: () => Promise<unknown>): Promise<string[]> {
  const statements = await statementsOf(world.system.subgraphs.databaseOf("identity"), work);
  const isRelays = (sql: string) =>
    /^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)/.test(sql) ||
    (sql.includes("outbox_message") && !sql.startsWith("INSERT"));
  return statements.filter((sql) => !isRelays(sql));
}
