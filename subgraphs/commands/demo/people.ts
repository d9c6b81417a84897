import { fiscalCodeOf } from "../../shared/identifiers";
import { randomOf } from "./random";

const FAMILY_NAMES =
  "Rossi Ferrari Russo Bianchi Colombo Ricci Marino Greco Gallo Conti Mancini Costa Giordano Rizzo Lombardi Moretti " +
  "Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale " +
  "Lombardo Serra Coppola Marchetti Parisi Villa Conte Ferretti Bianco Marini Grasso Valentini Messina Sala Gatti " +
  "Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino";
const WOMEN =
  "Giulia Francesca Chiara Sara Martina Valentina Elisa Federica Silvia Laura Elena Paola Anna Roberta Marta Irene " +
  "Beatrice Claudia Simona Alessandra";
const MEN =
  "Marco Andrea Luca Matteo Alessandro Davide Francesco Stefano Roberto Paolo Giovanni Simone Antonio Giuseppe " +
  "Riccardo Federico Nicola Enrico Daniele Michele Fabio";
// Cadastral codes of Turin, Milan, Genoa, Bologna, Brescia, Padua, Verona, Florence, Rome, Naples, Bari, Palermo.
const BIRTHPLACES = [
  "L219",
  "F205",
  "D969",
  "A944",
  "B157",
  "G224",
  "L781",
  "D612",
  "H501",
  "F839",
  "A662",
  "G273",
] as const;

const families = FAMILY_NAMES.split(" ");
// 59 and 41 are prime, so that walking both lists in step meets no pair twice for 2,419 people.
const given = [
  ...WOMEN.split(" ").map((name) => ({ name, sex: "F" as const })),
  ...MEN.split(" ").map((name) => ({ name, sex: "M" as const })),
];

/** A person of the demo world, named by a seed. */
export interface DemoPerson {
  readonly displayName: string;
  /** `giulia.rossi`: unique among the employees. */
  readonly username: string;
  readonly fiscalCode: string;
}

/** The `index`th (from 0) ordinary employee. */
export function employeePerson(index: number): DemoPerson {
  const family = families[(index * 7) % families.length] ?? "Rossi";
  const { name, sex } = given[(index * 12) % given.length] ?? { name: "Marco", sex: "M" };
  return {
    displayName: `${name} ${family}`,
    username: `${name}.${family}`.toLowerCase(),
    fiscalCode: fiscalCodeFor(name, family, sex),
  };
}

/** A valid codice fiscale for a made-up person of working age; the same names always give the same one. */
export function fiscalCodeFor(givenName: string, familyName: string, sex: "F" | "M"): string {
  const random = randomOf(`person/${givenName}/${familyName}`);
  const month = String(random.int(1, 12)).padStart(2, "0");
  const day = String(random.int(1, 28)).padStart(2, "0");
  const bornOn = `${random.int(1964, 2002)}-${month}-${day}`;
  return fiscalCodeOf({ familyName, givenName, sex, bornOn, municipalityCode: random.pick(BIRTHPLACES) });
}
