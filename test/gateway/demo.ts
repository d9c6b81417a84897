import { DEMO_ACCOUNTS } from "../../subgraphs/commands/demo";
import { employees } from "../../subgraphs/commands/demo/employees";
import { lineRow } from "../../subgraphs/commands/demo/line-rows";
import { allLines, type DemoLine } from "../../subgraphs/commands/demo/lines";
import { userIdOf } from "../../subgraphs/commands/demo/people-rows";
import { usageMonths, usageOf } from "../../subgraphs/commands/demo/usage";
import { TODAY } from "../kit/world";

/** Every mobile line of the demo world, as it was sent to the importer: what answers are held against. */
export const DEMO_LINES: readonly DemoLine[] = [...allLines(TODAY)];

/** Which of them an account may reach, said over again from demo.md. */
export const REACH: Readonly<Record<string, (line: DemoLine) => boolean>> = {
  "legal.aurora": ({ id, contract }) => contract.organizationId === "org-aurora" || id === "ml-borea-1-00003",
  "master.aurora": ({ contract }) => contract.id === "mc-aurora-1",
  "additional.aurora": ({ contract }) => contract.id === "mc-aurora-1",
  "invoices.aurora": () => false,
  "master.two": ({ contract }) => ["mc-aurora-2", "mc-borea-1"].includes(contract.id),
  "former.aurora": () => false,
  "enduser.aurora": ({ id }) => id === "ml-aurora-1-00007",
  "holding.levante": ({ contract }) => ["org-aurora", "org-borea"].includes(contract.organizationId),
  "owner.aurora": () => false,
  "fixedmaster.aurora": () => false,
  "standard.aurora": () => false,
  "employee.aurora": () => false,
  "legal.cometa": ({ contract }) => contract.organizationId === "org-cometa",
};

/** The lines of one of these companies that the account may reach, in the order in which lists give them. */
export function linesOf(username: string, organizationId: string): DemoLine[] {
  const reaches = REACH[username];
  if (reaches === undefined) throw new Error(`${username} is no account of demo.md`);
  return DEMO_LINES.filter((line) => line.contract.organizationId === organizationId && reaches(line)).sort(
    byNumber,
  );
}

function byNumber(one: DemoLine, other: DemoLine): number {
  return one.msisdn < other.msisdn || (one.msisdn === other.msisdn && one.id < other.id) ? -1 : 1;
}

export function demoLine(id: string): DemoLine {
  const line = DEMO_LINES.find((candidate) => candidate.id === id);
  if (line === undefined) throw new Error(`The demo world has no line ${id}`);
  return line;
}

/** Every field of a line that has a value of its own. */
export const WHOLE_LINE = `fragment WholeLine on MobileLine {
  id msisdn status activatedOn terminatedOn frozenOn label roaming
  contract { id number } organization { id }
  user { id displayName username }
  tariffPlan { id name } options { id name } premiumServiceBlacklist costCenter { code name }
  sim { iccid imsi puk kind administrativeState } device { imei model }
  usage { period buckets { kind used } }
}`;

/** What `WHOLE_LINE` answers to someone who may read all of it. */
export function wholeLine(id: string): Record<string, unknown> {
  const line = demoLine(id);
  const row = lineRow(line);
  const buckets = [...usageOf(line, usageMonths(TODAY))].filter(({ period }) => period === "2026-06");
  const usage = {
    period: "2026-06",
    buckets: buckets.map(({ kind, used }) => ({ kind, used: Number(used) })),
  };
  return {
    id,
    msisdn: line.msisdn,
    status: line.status,
    activatedOn: line.activatedOn,
    terminatedOn: line.terminatedOn || null,
    frozenOn: line.frozenOn || null,
    label: row["label"] || null,
    roaming: row["roaming"] === "true",
    contract: { id: line.contract.id, number: line.contract.number },
    organization: { id: line.contract.organizationId },
    user: userOf(id),
    tariffPlan: { id: line.plan.id, name: line.plan.name },
    options: listed(row["options"])
      .map((option) => ({ id: option.split(":")[0], name: option.split(":")[1] ?? "" }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    premiumServiceBlacklist: listed(row["premium_service_blacklist"]).sort(),
    costCenter: row["cost_center_code"]
      ? { code: row["cost_center_code"], name: row["cost_center_name"] }
      : null,
    sim: {
      iccid: row["iccid"],
      imsi: row["imsi"],
      puk: row["puk"],
      kind: row["sim_kind"],
      administrativeState: row["sim_administrative_state"],
    },
    device: row["imei"] ? { imei: row["imei"], model: row["device_model"] } : null,
    usage: buckets.length > 0 ? usage : null,
  };
}

function listed(cell: string | undefined): string[] {
  return cell ? cell.split("|") : [];
}

function userOf(lineId: string): object | null {
  for (const { username, givenName, familyName, grants } of DEMO_ACCOUNTS) {
    if (grants.some(({ profile, scopeId }) => profile === "END_USER" && scopeId === lineId))
      return { id: userIdOf(username), displayName: `${givenName} ${familyName}`, username };
  }
  for (const { username, displayName, line } of employees(TODAY)) {
    if (line.id === lineId) return { id: userIdOf(username), displayName, username };
  }
  return null;
}

/** A copy of the answer in which the fields at these paths (`sim.imsi`) are null. */
export function without<Answer extends object>(answer: Answer, paths: readonly string[]): Answer {
  const copy = structuredClone(answer);
  for (const path of paths) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let parent = copy as Record<string, unknown>;
    for (const key of keys) parent = parent[key] as Record<string, unknown>;
    if (!(last in parent)) throw new Error(`The answer has no ${path}`);
    parent[last] = null;
  }
  return copy;
}
