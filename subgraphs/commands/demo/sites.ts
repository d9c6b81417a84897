import { ORGANIZATIONS } from "./companies";

type OrganizationId = (typeof ORGANIZATIONS)[number]["id"];

/** A site of the demo world, as a row of the feed. */
export interface DemoSite {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly code: string;
  readonly name: string;
  readonly streetName: string;
  readonly streetNr: string;
  readonly postcode: string;
  readonly locality: string;
  readonly province: string;
  /** Telephone area code of the place, with its leading 0. */
  readonly areaCode: string;
}

type Place = readonly [
  name: string,
  streetName: string,
  streetNr: string,
  postcode: string,
  locality: string,
  province: string,
  areaCode: string,
];

const PLACES: Readonly<Record<OrganizationId, readonly Place[]>> = {
  "org-aurora": [
    ["Sede centrale", "Corso Unione Sovietica", "612", "10135", "Torino", "TO", "011"],
    ["Stabilimento Mirafiori", "Strada del Drosso", "145", "10135", "Torino", "TO", "011"],
    ["Magazzino Orbassano", "Via Torino", "78", "10043", "Orbassano", "TO", "011"],
    ["Officina Collegno", "Via De Amicis", "40", "10093", "Collegno", "TO", "011"],
    ["Filiale Milano", "Via Ripamonti", "137", "20141", "Milano", "MI", "02"],
    ["Filiale Brescia", "Via Orzinuovi", "28", "25125", "Brescia", "BS", "030"],
    ["Filiale Bologna", "Via Stalingrado", "65/4", "40128", "Bologna", "BO", "051"],
    ["Filiale Padova", "Corso Stati Uniti", "14", "35127", "Padova", "PD", "049"],
    ["Centro ricerche Ivrea", "Via Jervis", "77", "10015", "Ivrea", "TO", "0125"],
    ["Deposito Alessandria", "Via Casalcermelli", "9", "15121", "Alessandria", "AL", "0131"],
    ["Filiale Roma", "Via Tiburtina", "1072", "00156", "Roma", "RM", "06"],
    ["Assistenza Napoli", "Via Argine", "310", "80147", "Napoli", "NA", "081"],
  ],
  "org-borea": [
    ["Sede e piattaforma", "Via Emilia Parmense", "180", "29122", "Piacenza", "PC", "0523"],
    ["Deposito Le Mose", "Via Riccardo Cattaneo", "21", "29122", "Piacenza", "PC", "0523"],
    ["Deposito Verona", "Via Sommacampagna", "61", "37137", "Verona", "VR", "045"],
    ["Deposito Genova", "Via Sampierdarena", "34", "16149", "Genova", "GE", "010"],
    ["Ufficio Livorno", "Via Leonardo da Vinci", "5", "57123", "Livorno", "LI", "0586"],
  ],
  "org-cometa": [
    ["Sede direzionale", "Viale Fulvio Testi", "280/6", "20126", "Milano", "MI", "02"],
    ["Centro contatti Sesto", "Viale Italia", "548", "20099", "Sesto San Giovanni", "MI", "02"],
    ["Centro contatti Bari", "Via Amendola", "172", "70126", "Bari", "BA", "080"],
    ["Centro contatti Palermo", "Viale Regione Siciliana", "7275", "90146", "Palermo", "PA", "091"],
    ["Filiale Torino", "Via Nizza", "262", "10126", "Torino", "TO", "011"],
    ["Filiale Firenze", "Viale Europa", "120", "50126", "Firenze", "FI", "055"],
    ["Filiale Roma", "Viale dell'Oceano Pacifico", "171", "00144", "Roma", "RM", "06"],
    ["Archivio Lodi", "Via Piermarini", "16", "26900", "Lodi", "LO", "0371"],
  ],
};

/** The sites of every company, in the order of their ids. */
export const SITES: readonly DemoSite[] = ORGANIZATIONS.flatMap(({ id: organizationId }) =>
  PLACES[organizationId].map(
    ([name, streetName, streetNr, postcode, locality, province, areaCode], index) => {
      const company = organizationId.slice("org-".length);
      const number = String(index + 1).padStart(2, "0");
      return {
        id: `site-${company}-${number}`,
        organizationId,
        code: `${province}-${number}`,
        name,
        streetName,
        streetNr,
        postcode,
        locality,
        province,
        areaCode,
      };
    },
  ),
);

/** Rows of the kind `sites`. */
export function* siteRows(): Generator<Readonly<Record<string, string>>> {
  for (const site of SITES) {
    yield {
      id: site.id,
      organization_id: site.organizationId,
      code: site.code,
      name: site.name,
      address_street_name: site.streetName,
      address_street_nr: site.streetNr,
      address_postcode: site.postcode,
      address_locality: site.locality,
      address_state_or_province: site.province,
      address_country: "IT",
    };
  }
}
