/** How many companies there are; requests go round them. */
export const ORGANIZATIONS = 20;
const LINES = 50;
/** Fewer than lines: some people hold two, so entity keys repeat as they do in life. */
const PEOPLE = 40;
const STATUSES = ["ACTIVE", "ACTIVE", "ACTIVE", "FROZEN", "TERMINATED"] as const;

export interface User {
  readonly id: string;
  readonly organizationId: string;
  readonly displayName: string;
  readonly email: string;
}

export interface Line {
  readonly id: string;
  readonly organizationId: string;
  readonly msisdn: string;
  readonly status: (typeof STATUSES)[number];
  readonly activatedOn: string;
  readonly label: string | null;
  readonly contract: { readonly id: string; readonly number: string };
  readonly sim: Sim;
  readonly tariffPlan: { readonly id: string; readonly name: string; readonly monthlyFee: number };
  readonly userId: string;
}

export interface Sim {
  readonly organizationId: string;
  readonly iccid: string;
  readonly imsi: string;
  readonly kind: "VOICE" | "M2M";
}

export interface Organization {
  readonly id: string;
  readonly legalName: string;
  readonly lines: readonly Line[];
}

export const organizations = new Map<string, Organization>();
export const lines = new Map<string, Line>();
export const users = new Map<string, User>();

for (let company = 0; company < ORGANIZATIONS; company++) {
  const id = `organization-${company}`;
  for (let person = 0; person < PEOPLE; person++) {
    const userId = `user-${company}-${person}`;
    const email = `person.${person}@company-${company}.example`;
    users.set(userId, { id: userId, organizationId: id, displayName: `Person ${person}`, email });
  }
  const own = Array.from({ length: LINES }, (_unused, number) => lineOf(company, number));
  for (const line of own) lines.set(line.id, line);
  organizations.set(id, { id, legalName: `Company ${company} S.p.A.`, lines: own });
}

function lineOf(company: number, number: number): Line {
  const serial = String(company * LINES + number).padStart(7, "0");
  const contract = number % 3;
  return {
    id: `line-${company}-${number}`,
    organizationId: `organization-${company}`,
    msisdn: `+39335${serial}`,
    status: STATUSES[number % STATUSES.length] ?? "ACTIVE",
    activatedOn: `2024-03-${String((number % 28) + 1).padStart(2, "0")}`,
    label: number % 4 === 0 ? null : `Desk ${number}`,
    contract: { id: `contract-${company}-${contract}`, number: `C${company}-${contract}` },
    sim: {
      organizationId: `organization-${company}`,
      iccid: `893901${serial}00000`,
      imsi: `22201${serial}000`,
      kind: number % 7 === 0 ? "M2M" : "VOICE",
    },
    tariffPlan: { id: `plan-${number % 5}`, name: `Business ${number % 5}`, monthlyFee: 9.9 + (number % 5) },
    userId: `user-${company}-${number % PEOPLE}`,
  };
}

/** What one person used in one month: computed, so that every month has its own figures. */
export function usageOf(user: User, period: string): object {
  const seed = user.id.length * 31 + Number(period.slice(-2)) * 7 + user.displayName.length;
  return { period, voiceSeconds: seed * 61, dataMegabytes: seed * 113, messages: seed % 90 };
}
