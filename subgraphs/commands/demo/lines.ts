import { formatIccid, formatImei, formatImsi, formatMsisdn } from "../../shared/identifiers";
import { addDays, daysBetween } from "./calendar";
import { CONTRACTS, type DemoContract } from "./companies";
import { FIXED_LINES, type FixedLine } from "./fixed-lines";
import {
  COST_CENTERS,
  DEVICES,
  LABELS,
  M2M_LABELS,
  M2M_OPTION,
  M2M_PLANS,
  VOICE_OPTIONS,
  VOICE_PLANS,
  type DemoPlan,
} from "./offers";
import { randomOf, scattered, type Random } from "./random";

const PREFIXES = ["320", "327", "331", "335", "338", "340", "345", "348", "366", "389"] as const;

/** A mobile line of the demo world before it becomes a row. */
export interface DemoLine {
  readonly id: string;
  readonly contract: DemoContract;
  readonly plan: DemoPlan;
  readonly msisdn: string;
  readonly status: "ACTIVE" | "TERMINATED" | "FROZEN";
  readonly simKind: "VOICE" | "M2M";
  readonly activatedOn: string;
  readonly terminatedOn: string;
  readonly frozenOn: string;
  /** The columns that nothing else is made from. */
  readonly details: Readonly<Record<string, string>>;
}

/** All lines of the contract in the order of their ids; any number of them, one at a time. */
export function* linesOf(contract: DemoContract, day: string): Generator<DemoLine> {
  for (let number = 1; number <= contract.lines; number++) yield lineOf(contract, number, day);
}

export function* allLines(day: string): Generator<DemoLine> {
  for (const contract of CONTRACTS) yield* linesOf(contract, day);
}

/** The `number`th line (from 1) of the contract: the same for the same day, whatever else was made before. */
export function lineOf(contract: DemoContract, number: number, day: string): DemoLine {
  const id = `ml-${contract.id.slice("mc-".length)}-${String(number).padStart(5, "0")}`;
  const fixed: FixedLine = FIXED_LINES[id] ?? {};
  const random = randomOf(`levante/${id}`);
  const simKind = fixed.status ? "VOICE" : random.chance(0.08) ? "M2M" : "VOICE";
  const drawnStatus = statusBy(random.fraction());
  const status = fixed.status ?? drawnStatus;
  const serial = contract.firstSerial + number - 1;
  return {
    id,
    contract,
    plan: simKind === "M2M" ? random.pick(M2M_PLANS) : random.pick(VOICE_PLANS),
    msisdn: msisdnOf(contract.firstSerial + (fixed.numberOfLine ?? number) - 1),
    status,
    simKind,
    ...datesOf(contract, status, fixed, day, random),
    details: {
      label: labelOf(simKind, random),
      roaming: String(random.chance(0.7)),
      options: optionsOf(simKind, random),
      premium_service_blacklist: blacklistOf(random),
      ...costCenterOf(contract, random),
      iccid: formatIccid(scattered(serial, 314_159_261, 12)),
      imsi: formatImsi(scattered(serial, 618_033_989, 10)),
      puk: String(random.int(10_000_000, 99_999_999)),
      // A block after theft or loss has nothing to do with freezing, and a line that somebody shows must work.
      sim_administrative_state:
        status === "ACTIVE" && !fixed.status && random.chance(0.012) ? "LOCKED" : "UNLOCKED",
      ...deviceOf(simKind, serial, random),
    },
  };
}

function statusBy(fraction: number): DemoLine["status"] {
  if (fraction < 0.85) return "ACTIVE";
  return fraction < 0.95 ? "TERMINATED" : "FROZEN";
}

/** signed ≤ activated ≤ terminated or frozen ≤ day. */
function datesOf(
  contract: DemoContract,
  status: DemoLine["status"],
  fixed: FixedLine,
  day: string,
  random: Random,
) {
  const activatedDaysAgo = fixed.activatedDaysAgo ?? random.int(40, contract.signedDaysAgo);
  const activatedOn = addDays(day, -activatedDaysAgo);
  const terminatedDaysAgo = fixed.terminatedDaysAgo ?? random.int(1, activatedDaysAgo - 30);
  return {
    activatedOn,
    terminatedOn: status === "TERMINATED" ? addDays(day, -terminatedDaysAgo) : "",
    frozenOn:
      status === "FROZEN" ? addDays(day, -random.int(1, Math.min(150, daysBetween(activatedOn, day)))) : "",
  };
}

function msisdnOf(serial: number): string {
  const digits = String(scattered(serial, 61_803_399, 8)).padStart(8, "0");
  return formatMsisdn(PREFIXES[Number(digits.charAt(0))] ?? "335", Number(digits.slice(1)));
}

function labelOf(simKind: DemoLine["simKind"], random: Random): string {
  if (!random.chance(simKind === "M2M" ? 0.8 : 0.2)) return "";
  return `${simKind === "M2M" ? random.pick(M2M_LABELS) : random.pick(LABELS)} ${random.int(1, 60)}`;
}

function optionsOf(simKind: DemoLine["simKind"], random: Random): string {
  if (simKind === "M2M") return random.chance(0.5) ? M2M_OPTION : "";
  return VOICE_OPTIONS.filter(() => random.chance(0.2)).join("|");
}

function blacklistOf(random: Random): string {
  return random.pick([
    "",
    "PREMIUM_SMS",
    "PREMIUM_SMS|PREMIUM_NUMBERS",
    "PREMIUM_SMS|PREMIUM_NUMBERS|CARRIER_BILLING",
  ]);
}

function costCenterOf(contract: DemoContract, random: Random) {
  if (random.chance(0.05)) return { cost_center_code: "", cost_center_name: "" };
  const place = random.int(0, COST_CENTERS.length - 1);
  return {
    cost_center_code: `${contract.costCenterPrefix}-${100 + place * 10}`,
    cost_center_name: COST_CENTERS[place] ?? COST_CENTERS[0],
  };
}

function deviceOf(simKind: DemoLine["simKind"], serial: number, random: Random) {
  if (simKind === "M2M" || random.chance(0.08)) return { imei: "", device_model: "" };
  const { model, typeAllocationCode } = random.pick(DEVICES);
  return { imei: formatImei(typeAllocationCode, scattered(serial, 271_829, 6)), device_model: model };
}
