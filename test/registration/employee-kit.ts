import { awaitMessage, codeIn, type Received } from "../kit/outbox";
import type { Persona } from "../kit/persona";
import type { World } from "../kit/world";
import { newcomer, PASSWORD, type Payload } from "./kit";

export const REGISTER_EMPLOYEE = `mutation ($input: RegisterEmployeeInput!) {
  registerEmployee(input: $input) { user { id username status } userErrors { code message field } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    accessToken viewer { user { username status } grants { profile scope { id } } } userErrors { code field }
  }
}`;

/** What accepting answers when it is refused. */
export const refused = (code: string, field: string[]) => ({
  accessToken: null,
  viewer: null,
  userErrors: [{ code, field }],
});
export const WRONG_CODE = refused("BAD_USER_INPUT", ["input", "code"]);
export const NO_INVITATION = refused("BAD_USER_INPUT", ["input", "token"]);

export interface Employee {
  readonly organizationId: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly mobileNumber: string | null;
  readonly grants?: readonly object[];
}

let numbers = 0;

/** Somebody whom the company has not registered yet; another one each time. */
export function employee(changes: Partial<Employee> = {}): Employee {
  const { username, displayName, email } = newcomer();
  const mobileNumber = `+393981${String((numbers += 1)).padStart(6, "0")}`;
  return { organizationId: "org-aurora", username, displayName, email, mobileNumber, ...changes };
}

/** The legal representative registers them; the payload. */
export async function registerEmployee(legal: Persona, input: Employee): Promise<Payload> {
  return (await legal.read(REGISTER_EMPLOYEE, { input })).registerEmployee;
}

export async function accept(
  world: World,
  token: string,
  code: string,
  password = PASSWORD,
): Promise<Payload> {
  return (await world.anonymous.read(ACCEPT, { input: { token, code, password } })).acceptInvitation;
}

/** The link and the code of the last invitation, as the employee reads them. */
export async function invitationFor(
  world: World,
  { email, mobileNumber }: Pick<Employee, "email" | "mobileNumber">,
): Promise<{ token: string; code: string }> {
  const link = await awaitMessage(world, { to: email, channel: "email", text: /token=/ });
  const to =
    mobileNumber === null
      ? { to: email, channel: "email" as const }
      : { to: mobileNumber, channel: "sms" as const };
  return { token: tokenIn(link), code: codeIn(await awaitMessage(world, { ...to, text: /\b\d{6}\b/ })) };
}

function tokenIn({ text }: Received): string {
  const [, token] = /token=([0-9a-f]{64})\b/.exec(text) ?? [];
  if (token === undefined) throw new Error(`No link: ${text}`);
  return token;
}
