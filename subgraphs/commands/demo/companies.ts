import { formatVatNumber } from "../../shared/identifiers";

/** A mobile contract of the demo world and how many lines it has. */
export interface DemoContract {
  readonly id: string;
  readonly number: string;
  readonly organizationId: string;
  readonly signedDaysAgo: number;
  readonly lines: number;
  /** Serial of the contract's first line among all lines: numbers and SIMs are made from it and never meet. */
  readonly firstSerial: number;
  /** What codes of the company's cost centres begin with. */
  readonly costCenterPrefix: string;
}

/** The groups of companies of the demo world. */
export const HOLDINGS = [{ id: "hold-levante", name: "Gruppo Levante" }] as const;

const AURORA_VAT = formatVatNumber(1_187_642, "001");
const BOREA_VAT = formatVatNumber(173_905, "033");
const COMETA_VAT = formatVatNumber(1_302_477, "015");

/** Rows of the kind `organizations`. */
export const ORGANIZATIONS = [
  {
    id: "org-aurora",
    legal_name: "Aurora Meccanica S.p.A.",
    vat_number: AURORA_VAT,
    fiscal_code: AURORA_VAT,
    holding_id: "hold-levante",
    registered_office_street_name: "Corso Unione Sovietica",
    registered_office_street_nr: "612",
    registered_office_postcode: "10135",
    registered_office_locality: "Torino",
    registered_office_state_or_province: "TO",
    registered_office_country: "IT",
  },
  {
    id: "org-borea",
    legal_name: "Borea Logistica S.r.l.",
    vat_number: BOREA_VAT,
    fiscal_code: BOREA_VAT,
    holding_id: "hold-levante",
    registered_office_street_name: "Via Emilia Parmense",
    registered_office_street_nr: "180",
    registered_office_postcode: "29122",
    registered_office_locality: "Piacenza",
    registered_office_state_or_province: "PC",
    registered_office_country: "IT",
  },
  {
    id: "org-cometa",
    legal_name: "Cometa Servizi S.p.A.",
    vat_number: COMETA_VAT,
    fiscal_code: COMETA_VAT,
    holding_id: "",
    registered_office_street_name: "Viale Fulvio Testi",
    registered_office_street_nr: "280/6",
    registered_office_postcode: "20126",
    registered_office_locality: "Milano",
    registered_office_state_or_province: "MI",
    registered_office_country: "IT",
  },
] as const;

/** The mobile contracts of the demo world. */
export const CONTRACTS: readonly DemoContract[] = [
  {
    id: "mc-aurora-1",
    number: "888010047215",
    organizationId: "org-aurora",
    signedDaysAgo: 2_740,
    lines: 1_200,
    firstSerial: 1,
    costCenterPrefix: "AUR",
  },
  {
    id: "mc-aurora-2",
    number: "888010061873",
    organizationId: "org-aurora",
    signedDaysAgo: 1_410,
    lines: 300,
    firstSerial: 10_001,
    costCenterPrefix: "AUR",
  },
  {
    id: "mc-borea-1",
    number: "888010052964",
    organizationId: "org-borea",
    signedDaysAgo: 2_105,
    lines: 250,
    firstSerial: 20_001,
    costCenterPrefix: "BOR",
  },
  {
    id: "mc-cometa-1",
    number: "888010039058",
    organizationId: "org-cometa",
    signedDaysAgo: 3_290,
    lines: 800,
    firstSerial: 30_001,
    costCenterPrefix: "COM",
  },
];

/** Domain of a company's e-mail addresses; .example never reaches anyone (RFC 2606). */
export const EMAIL_DOMAINS: Readonly<Record<string, string>> = {
  "org-aurora": "aurora-meccanica.example",
  "org-borea": "borea-logistica.example",
  "org-cometa": "cometa-servizi.example",
};
