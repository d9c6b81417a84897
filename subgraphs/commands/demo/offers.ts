const GIGABYTE = 1_073_741_824;
const MEGABYTE = 1_048_576;
const MINUTE = 60;

/** What a month includes: seconds, bytes, messages; null is unlimited, and no entry at all means no such bucket. */
export type Allowances = Readonly<Partial<Record<"VOICE" | "DATA" | "SMS", number | null>>>;

/** A tariff plan of the demo world, as `id:name`, with its bundles. */
export interface DemoPlan {
  readonly id: string;
  readonly name: string;
  readonly allowances: Allowances;
}

const plan = (id: string, name: string, allowances: Allowances): DemoPlan => ({ id, name, allowances });

/** Plans for people's lines. */
export const VOICE_PLANS = [
  plan("plan-azienda-20", "Azienda 20 Giga", { VOICE: 1_500 * MINUTE, DATA: 20 * GIGABYTE, SMS: 500 }),
  plan("plan-azienda-50", "Azienda 50 Giga", { VOICE: null, DATA: 50 * GIGABYTE, SMS: 1_000 }),
  plan("plan-azienda-100", "Azienda 100 Giga", { VOICE: null, DATA: 100 * GIGABYTE, SMS: null }),
  plan("plan-flotta-10", "Flotta 10 Giga", { VOICE: 600 * MINUTE, DATA: 10 * GIGABYTE, SMS: 200 }),
  plan("plan-ufficio-voce", "Ufficio Voce", { VOICE: null, DATA: 2 * GIGABYTE, SMS: 200 }),
  plan("plan-direzione", "Direzione Senza Limiti", { VOICE: null, DATA: null, SMS: null }),
] as const;

/** Plans for machines' lines. */
export const M2M_PLANS = [
  plan("plan-telemetria-100", "Telemetria 100 Mega", { DATA: 100 * MEGABYTE, SMS: 50 }),
  plan("plan-telemetria-1000", "Telemetria 1 Giga", { DATA: GIGABYTE, SMS: 50 }),
] as const;

/** What a month without limit comes to for someone who neither saves nor wastes. */
export const UNLIMITED_MONTH = { VOICE: 900 * MINUTE, DATA: 30 * GIGABYTE, SMS: 120 } as const;

/** As `id:name`. */
export const VOICE_OPTIONS = [
  "opt-extra-10:Extra 10 Giga",
  "opt-roaming-mondo:Roaming Mondo",
  "opt-segreteria:Segreteria telefonica",
  "opt-gruppo:Chiamate di gruppo",
  "opt-dispositivo:Protezione dispositivo",
] as const;
/** The option of every machine's line, as `id:name`. */
export const M2M_OPTION = "opt-apn-privato:APN privato";

/** Device models with a type allocation code for their IMEIs. */
export const DEVICES = [
  { model: "Galaxy A55", typeAllocationCode: "35124578" },
  { model: "Galaxy XCover7", typeAllocationCode: "35498761" },
  { model: "iPhone 15", typeAllocationCode: "35672210" },
  { model: "iPhone SE", typeAllocationCode: "35391144" },
  { model: "Pixel 8a", typeAllocationCode: "35833027" },
  { model: "moto g85", typeAllocationCode: "35207719" },
  { model: "Redmi Note 13", typeAllocationCode: "86245105" },
  { model: "Nokia XR21", typeAllocationCode: "35966832" },
] as const;

/** What companies call the lines of people. */
export const LABELS = [
  "Furgone",
  "Portineria",
  "Magazzino",
  "Reperibilità",
  "Tablet cantiere",
  "Sala riunioni",
  "Scorta",
] as const;
/** What companies call the lines of machines. */
export const M2M_LABELS = ["Sensore", "Contatore", "Ascensore", "Localizzatore", "Barriera"] as const;

/** Twenty, by the last part of their code; every company has its own of each. */
export const COST_CENTERS = [
  "Direzione generale",
  "Amministrazione",
  "Finanza e controllo",
  "Risorse umane",
  "Ufficio legale",
  "Sistemi informativi",
  "Acquisti",
  "Vendite Nord",
  "Vendite Centro",
  "Vendite Sud",
  "Vendite estero",
  "Marketing",
  "Assistenza clienti",
  "Produzione",
  "Manutenzione",
  "Qualità e sicurezza",
  "Logistica interna",
  "Trasporti",
  "Ricerca e sviluppo",
  "Cantieri e trasferte",
] as const;
