import { formatGeographicNumber } from "../../shared/identifiers";
import { addDays } from "./calendar";
import { randomOf, scattered, type Random } from "./random";
import { SITES, type DemoSite } from "./sites";

type Row = Readonly<Record<string, string>>;
type Family = "VOICE" | "VOICE_AND_DATA" | "INTELLIGENT_NETWORK";

/** The fixed side of a company; its lines go to its billing accounts in turn. */
interface FixedSide {
  readonly company: string;
  readonly lines: number;
  /** Serial of the company's first line among all: numbers are made from it and never meet. */
  readonly firstSerial: number;
  readonly billingAccounts: readonly [{ id: string; code: string }, ...{ id: string; code: string }[]];
}

const COMPANIES: readonly FixedSide[] = [
  {
    company: "aurora",
    lines: 90,
    firstSerial: 1,
    billingAccounts: [
      { id: "ba-aurora-1", code: "4010027781" },
      { id: "ba-aurora-2", code: "4010031954" },
    ],
  },
  {
    company: "borea",
    lines: 30,
    firstSerial: 1_001,
    billingAccounts: [{ id: "ba-borea-1", code: "4010042306" }],
  },
  {
    company: "cometa",
    lines: 60,
    firstSerial: 2_001,
    billingAccounts: [{ id: "ba-cometa-1", code: "4010019447" }],
  },
];

/** A billing account with the company that it is of. */
export interface DemoBillingAccount {
  readonly id: string;
  readonly organizationId: string;
  readonly code: string;
}

export const BILLING_ACCOUNTS: readonly DemoBillingAccount[] = COMPANIES.flatMap(
  ({ company, billingAccounts }) =>
    billingAccounts.map((account) => ({ ...account, organizationId: `org-${company}` })),
);

const TECHNOLOGIES = {
  VOICE: ["RTG", "RTG", "ISDN", "VOIP", "VOIP"],
  VOICE_AND_DATA: ["FTTH", "FTTH", "FTTC", "FTTC", "ADSL", "FWA"],
  INTELLIGENT_NETWORK: ["VOIP"],
} as const;

/** As `id:name`; the first of a family every line of it has. */
const SERVICES: Readonly<Record<Family, readonly string[]>> = {
  VOICE: [
    "fs-voce:Linea voce",
    "fs-segreteria:Segreteria di rete",
    "fs-chi-chiama:Chi è",
    "fs-trasferimento:Trasferimento di chiamata",
  ],
  VOICE_AND_DATA: [
    "fs-voce-dati:Voce e internet",
    "fs-ip-statico:Indirizzo IP statico",
    "fs-centralino:Centralino virtuale",
    "fs-backup-mobile:Backup su rete mobile",
  ],
  INTELLIGENT_NETWORK: [
    "fs-rete-intelligente:Instradamento",
    "fs-messaggio:Messaggio di cortesia",
    "fs-statistiche:Statistiche di traffico",
  ],
};

/** Free-phone, shared-cost and single numbers. */
const NON_GEOGRAPHIC = ["800", "800", "848", "199"] as const;

/** Rows of the kind `fixed-lines`. */
export function* fixedLineRows(day: string): Generator<Row> {
  for (const side of COMPANIES) {
    const sites = SITES.filter(({ organizationId }) => organizationId === `org-${side.company}`);
    for (let number = 1; number <= side.lines; number++) yield rowOf(side, sites, number, day);
  }
}

/** The rows of the lines that are billed to an account. */
export function fixedLinesOf(billingAccountId: string, day: string): readonly Row[] {
  return [...fixedLineRows(day)].filter((row) => row["billing_account_id"] === billingAccountId);
}

/** The same for the same day, whatever else was made before. */
function rowOf(side: FixedSide, sites: readonly DemoSite[], number: number, day: string): Row {
  const id = `fl-${side.company}-${String(number).padStart(4, "0")}`;
  const random = randomOf(`levante/${id}`);
  const family = familyOf(random.fraction());
  const activatedDaysAgo = random.int(90, 2_600);
  const terminatedDaysAgo = random.chance(0.1) ? random.int(1, activatedDaysAgo - 60) : undefined;
  const activatedOn = addDays(day, -activatedDaysAgo);
  const site = siteOf(sites, number);
  // The first site is billed to every account, most others to one.
  const account = side.billingAccounts[number % side.billingAccounts.length] ?? side.billingAccounts[0];
  return {
    id,
    site_id: site.id,
    number: numberOf(family, site, side.firstSerial + number - 1, random),
    family,
    access_technology: random.pick(TECHNOLOGIES[family]),
    status: terminatedDaysAgo === undefined ? "ACTIVE" : "TERMINATED",
    activated_on: activatedOn,
    terminated_on: terminatedDaysAgo === undefined ? "" : addDays(day, -terminatedDaysAgo),
    billing_account_id: account.id,
    billing_account_code: account.code,
    services: servicesOf(family, activatedOn, activatedDaysAgo - (terminatedDaysAgo ?? 0), random),
  };
}

/** About 50 % voice, 40 % voice and data, 10 % intelligent network. */
function familyOf(fraction: number): Family {
  if (fraction < 0.5) return "VOICE";
  return fraction < 0.9 ? "VOICE_AND_DATA" : "INTELLIGENT_NETWORK";
}

/** A third of the lines at the company's first site, the rest over all of them in turn. */
function siteOf(sites: readonly DemoSite[], number: number): DemoSite {
  const turn = number - 1 - Math.floor(number / 3);
  const site = sites[number % 3 === 0 ? 0 : turn % sites.length];
  if (site === undefined) throw new Error("A company with fixed lines has sites");
  return site;
}

function numberOf(family: Family, site: DemoSite, serial: number, random: Random): string {
  if (family === "INTELLIGENT_NETWORK") {
    const digits = String(scattered(serial, 618_033, 6)).padStart(6, "0");
    return `+39${random.pick(NON_GEOGRAPHIC)}${digits}`;
  }
  // Ten digits with the area code, none of which begins another: so numbers differ as serials do.
  const length = 9 - site.areaCode.length;
  const digits = String(scattered(serial, 314_159, length)).padStart(length, "0");
  return formatGeographicNumber(site.areaCode, `4${digits}`);
}

/** `days` is how long the line has lived. */
function servicesOf(family: Family, activatedOn: string, days: number, random: Random): string {
  const [basic, ...others] = SERVICES[family];
  const added = others
    .filter(() => random.chance(0.35))
    .map((service) => `${service}:${addDays(activatedOn, random.int(0, days))}`);
  return [`${basic}:${activatedOn}`, ...added].join("|");
}
