import { DEMO_ACCOUNTS, type DemoAccount, type DemoGrant } from "./accounts";
import { addDays, addMonths, startOf } from "./calendar";
import { CONTRACTS, EMAIL_DOMAINS } from "./companies";
import { employees } from "./employees";
import { lineOf, type DemoLine } from "./lines";
import { fiscalCodeFor } from "./people";

type Row = Readonly<Record<string, string>>;

/** `legal.aurora` → `user-legal-aurora`. */
export function userIdOf(username: string): string {
  return `user-${username.replaceAll(".", "-")}`;
}

/** Rows of the kind `users`: the demo accounts, then ordinary employees. */
export function* userRows(day: string): Generator<Row> {
  for (const account of DEMO_ACCOUNTS) {
    yield {
      id: userIdOf(account.username),
      username: account.username,
      display_name: `${account.givenName} ${account.familyName}`,
      email:
        `${account.givenName}.${account.familyName}@${emailDomain(account.organizationIds[0])}`.toLowerCase(),
      mobile_number: ownLineOf(account, day)?.msisdn ?? "",
      fiscal_code: fiscalCodeFor(account.givenName, account.familyName, account.sex),
      organization_ids: account.organizationIds.join("|"),
    };
  }
  for (const { username, displayName, fiscalCode, line } of employees(day)) {
    yield {
      id: userIdOf(username),
      username,
      display_name: displayName,
      email: `${username}@${emailDomain(line.contract.organizationId)}`,
      mobile_number: line.msisdn,
      fiscal_code: fiscalCode,
      organization_ids: line.contract.organizationId,
    };
  }
}

/** Rows of the kind `grants`, in the order of the users. */
export function* grantRows(day: string): Generator<Row> {
  for (const { username, grants } of DEMO_ACCOUNTS) {
    for (const grant of grants) yield grantRow(username, grant, day);
  }
  for (const { username, line } of employees(day)) {
    yield grantRow(username, { profile: "END_USER", scopeId: line.id }, day);
  }
}

function grantRow(username: string, grant: DemoGrant, day: string): Row {
  const user = username.replaceAll(".", "-");
  return {
    id: `grant-${user}-${grant.scopeId}`,
    user_id: userIdOf(username),
    profile: grant.profile,
    services: grant.services?.join("|") ?? "",
    scope_id: grant.scopeId,
    ...scopeOf(grant.scopeId),
    valid_from: startOf(addMonths(day, grant.profile === "END_USER" ? -12 : -24)),
    valid_until: grant.ended ? startOf(addDays(day, -1)) : "",
  };
}

/** Kind and ancestors of a scope, which its id tells. */
function scopeOf(scopeId: string): Row {
  const none = { organization_id: "", contract_id: "" };
  if (scopeId.startsWith("hold-")) return { scope_kind: "HOLDING", ...none };
  if (scopeId.startsWith("org-")) return { scope_kind: "ORGANIZATION", ...none };
  const organizationId = `org-${scopeId.split("-")[1]}`;
  if (scopeId.startsWith("mc-"))
    return { ...none, scope_kind: "MOBILE_CONTRACT", organization_id: organizationId };
  if (scopeId.startsWith("ba-"))
    return { ...none, scope_kind: "BILLING_ACCOUNT", organization_id: organizationId };
  return { scope_kind: "MOBILE_LINE", organization_id: organizationId, contract_id: contractIdOf(scopeId) };
}

/** `ml-aurora-1-00007` → `mc-aurora-1`. */
function contractIdOf(lineId: string): string {
  return `mc-${lineId.slice("ml-".length, lineId.lastIndexOf("-"))}`;
}

function ownLineOf(account: DemoAccount, day: string): DemoLine | undefined {
  const lineId = account.grants.find(({ profile }) => profile === "END_USER")?.scopeId;
  const contract = lineId && CONTRACTS.find(({ id }) => id === contractIdOf(lineId));
  return contract ? lineOf(contract, Number(lineId.slice(lineId.lastIndexOf("-") + 1)), day) : undefined;
}

function emailDomain(organizationId: string | undefined): string {
  return EMAIL_DOMAINS[organizationId ?? ""] ?? "gruppo-levante.example";
}
