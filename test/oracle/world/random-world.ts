import { drawn, type Draw } from "../draw";
import { PROFILES, SERVICES, type Contract, type FixedLine, type Grant, type Line } from "./world";
import type { Company, Person, Profile, Site, Usage, World } from "./world";

const MONTHS = ["2026-04", "2026-05", "2026-06"];
/** Of a grant: long ago, within the months of usage, at an edge of one in Italy, and not yet. */
const FROM = [
  ["2024-01-01T00:00:00Z", 6],
  ["2026-05-20T12:00:00Z", 2],
  ["2026-04-30T22:00:00Z", 1],
  ["2026-06-15T10:00:00Z", 1],
  ["2026-06-15T10:00:01Z", 1],
  ["2026-09-01T00:00:00Z", 1],
] as const;
const UNTIL = [
  [null, 8],
  ["2027-01-01T00:00:00Z", 2],
  ["2026-06-15T10:00:01Z", 1],
] as const;
const ENDED = [
  ["2024-06-01T00:00:00Z", "2026-06-15T10:00:00Z"],
  ["2024-06-01T00:00:00Z", "2026-04-15T00:00:00Z"],
] as const;
/** At most one holder of each scope at a time (R11, R19, one user for each line). */
const EXCLUSIVE: readonly Profile[] = ["MOBILE_MASTER", "FIXED_MASTER", "END_USER"];

/** Companies, holdings, contracts, lines, sites, people and grants of every profile, in force or not. */
export const randomWorld = drawn((draw: Draw): World => {
  const holdings = ["hold-1", "hold-2"];
  const organizations = times(2 + draw.number(3), (n): Company => {
    const holding = draw.chance(65) ? draw.one(holdings) : null;
    return { id: `org-${n}`, name: `Azienda ${draw.one(["Alfa", "beta", "Gamma"])} ${n}`, holding };
  });
  const contracts = times(2 + draw.number(4), (n): Contract => {
    const status = draw.chance(85) ? "ACTIVE" : "TERMINATED";
    return { id: `mc-${n}`, organization: draw.one(organizations).id, status };
  });
  const lines = times(4 + draw.number(9), (n) => randomLine(draw, n, contracts));
  const usage = lines.flatMap((line) => MONTHS.flatMap((month) => randomUsage(draw, line, month, contracts)));
  const sites = times(2 + draw.number(4), (n): Site => {
    return { id: `site-${n}`, organization: draw.one(organizations).id, code: `S${n}` };
  });
  const fixedLines = times(2 + draw.number(7), (n) => randomFixedLine(draw, n, sites));
  const people = times(3 + draw.number(4), (n): Person => {
    const memberships = draw.some(organizations, 35).map(({ id }) => {
      return { organization: id, status: draw.chance(85) ? ("ACTIVE" as const) : ("PENDING" as const) };
    });
    const name = `${draw.one(["Ada", "bruno", "Carla"])} ${n}`;
    return { id: `user-${n}`, name, serial: n, deactivated: draw.chance(6), memberships };
  });
  const scopes: Record<Profile, readonly string[]> = {
    LEGAL_REP: organizations.map(({ id }) => id),
    HOLDING_REFERENT: holdings,
    MOBILE_MASTER: contracts.map(({ id }) => id),
    MOBILE_ADDITIONAL: contracts.map(({ id }) => id),
    END_USER: lines.filter(({ status }) => status !== "TERMINATED").map(({ id }) => id),
    FIXED_OWNER: organizations.map(({ id }) => id),
    FIXED_MASTER: organizations.map(({ id }) => id),
    FIXED_STANDARD: [...new Set(fixedLines.map(({ billingAccount }) => billingAccount))],
  };
  const taken = new Set<string>();
  const grants = people.flatMap((person) =>
    times(draw.number(5), (n) => randomGrant(draw, `${person.id}-${n}`, person, scopes, taken)).flat(),
  );
  return { holdings, organizations, people, grants, contracts, lines, usage, sites, fixedLines };
});

function randomLine(draw: Draw, serial: number, contracts: readonly Contract[]): Line {
  return {
    id: `ml-${serial}`,
    contract: draw.one(contracts).id,
    serial: serial + 1,
    status: draw.one(["ACTIVE", "ACTIVE", "TERMINATED", "FROZEN"]),
    activatedOn: draw.one(["2019-05-10", "2021-05-10", "2021-05-11"]),
    label: draw.chance(60) ? draw.one(["Furgone", "Magazzino", "Ufficio"]) : null,
    plan: draw.one(["plan-a", "plan-b"]),
    options: draw.some(["opt-a", "opt-b"]),
    blocked: draw.some(["PREMIUM_SMS", "PREMIUM_NUMBERS", "CARRIER_BILLING"]),
    costCenter: draw.chance(70) ? draw.one(["PROD", "VEND", "Furgoni"]) : null,
    hasDevice: draw.chance(70),
  };
}

function randomUsage(draw: Draw, line: Line, period: string, contracts: readonly Contract[]): Usage[] {
  return draw.some(["VOICE", "DATA", "SMS"] as const, 45).map((kind) => ({
    line: line.id,
    period,
    kind,
    allowance: draw.chance(70) ? 1_000 : null,
    used: draw.one([0, 740, 750, 900, 999, 1_000, 1_700]),
    contract: draw.chance(85) ? line.contract : draw.one(contracts).id,
  }));
}

function randomFixedLine(draw: Draw, serial: number, sites: readonly Site[]): FixedLine {
  const site = draw.one(sites);
  return {
    id: `fl-${serial}`,
    site: site.id,
    billingAccount: `ba-${site.organization}-${draw.number(2)}`,
    serial: serial + 1,
    family: draw.one(["VOICE", "VOICE_AND_DATA", "INTELLIGENT_NETWORK"]),
    technology: draw.one(["RTG", "FTTH", "VOIP"]),
    status: draw.chance(75) ? "ACTIVE" : "TERMINATED",
    activatedOn: draw.one(["2019-05-10", "2021-05-10"]),
    services: draw.some(["srv-a", "srv-b"]),
  };
}

function randomGrant(
  draw: Draw,
  id: string,
  person: Person,
  scopes: Record<Profile, readonly string[]>,
  taken: Set<string>,
): Grant[] {
  const profile = draw.one(PROFILES);
  if (scopes[profile].length === 0) return [];
  const scope = draw.one(scopes[profile]);
  const ended = draw.chance(12);
  const [from, until] = ended ? draw.one(ENDED) : [weighted(draw, FROM), weighted(draw, UNTIL)];
  if (until !== null && until <= from) return [];
  const revoked = draw.chance(8);
  if (EXCLUSIVE.includes(profile) && !ended) {
    if (taken.has(`${profile} ${scope}`)) return [];
    taken.add(`${profile} ${scope}`);
  }
  const services = draw.some(SERVICES, 35);
  if (profile === "MOBILE_ADDITIONAL" && services.length === 0) services.push(draw.one(SERVICES));
  const named = profile === "MOBILE_ADDITIONAL" ? services : [];
  return [{ id: `g-${id}`, person: person.id, profile, services: named, scope, from, until, revoked }];
}

function weighted<T>(draw: Draw, choices: readonly (readonly [T, number])[]): T {
  return draw.one(choices.flatMap(([value, weight]) => Array<T>(weight).fill(value)));
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
