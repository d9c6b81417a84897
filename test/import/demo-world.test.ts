import { createHash } from "node:crypto";
import { DEMO_ACCOUNTS, demoCsv, demoWorld } from "../../subgraphs/commands/demo";
import { importFile } from "../../subgraphs/shared/import";
import { dateFault } from "../../subgraphs/shared/scalars";
import { collecting, FEED_KINDS, type FeedKind } from "./feed-kinds";

const DAY = "2026-03-17";
type Row = Readonly<Record<string, string>>;

/** Every row of one file, as text. */
function rowsOf(kind: FeedKind, day = DAY): readonly Row[] {
  return [
    ...demoWorld({ day })
      .find((file) => file.kind === kind)!
      .rows(),
  ];
}
const ids = (kind: FeedKind) => rowsOf(kind).map((row) => row["id"]!);
const countBy = (rows: readonly Row[], column: string) => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row[column]!] = (counts[row[column]!] ?? 0) + 1;
  return counts;
};
const lines = rowsOf("mobile-lines");
const usage = rowsOf("mobile-usage");
const duplicates = (values: readonly string[]) => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};

it.each(FEED_KINDS)("passes the importer without one reject: %s", async (kind) => {
  const rows: Record<string, unknown>[] = [];
  const file = demoWorld({ day: DAY }).find((candidate) => candidate.kind === kind)!;
  const report = await importFile(collecting(kind, rows), demoCsv(file));
  expect(report).toMatchObject({ rejected: 0, rejects: [], applied: rowsOf(kind).length });
});

it("has the organizations, contracts and numbers of lines that the design names", () => {
  expect(ids("holdings")).toEqual(["hold-levante"]);
  expect(rowsOf("organizations").map((row) => [row["id"], row["legal_name"], row["holding_id"]])).toEqual([
    ["org-aurora", "Aurora Meccanica S.p.A.", "hold-levante"],
    ["org-borea", "Borea Logistica S.r.l.", "hold-levante"],
    ["org-cometa", "Cometa Servizi S.p.A.", ""],
  ]);
  expect(rowsOf("mobile-contracts").map((row) => [row["id"], row["organization_id"]])).toEqual([
    ["mc-aurora-1", "org-aurora"],
    ["mc-aurora-2", "org-aurora"],
    ["mc-borea-1", "org-borea"],
    ["mc-cometa-1", "org-cometa"],
  ]);
  expect(countBy(lines, "contract_id")).toEqual({
    "mc-aurora-1": 1_200,
    "mc-aurora-2": 300,
    "mc-borea-1": 250,
    "mc-cometa-1": 800,
  });
});

it("gives every account exactly the grants that the design names", () => {
  const granted = rowsOf("grants").slice(0, 14);
  const from = "2024-03-17T00:00:00Z";
  const row = (user: string, profile: string, scope: string[], services = "", valid = [from, ""]) => ({
    id: `grant-${user}-${scope[1]}`,
    user_id: `user-${user}`,
    profile,
    services,
    scope_kind: scope[0],
    scope_id: scope[1],
    organization_id: scope[2] ?? "",
    contract_id: scope[3] ?? "",
    valid_from: valid[0],
    valid_until: valid[1],
  });
  const contract = (id: string, organization: string) => ["MOBILE_CONTRACT", id, organization];
  const aurora1 = contract("mc-aurora-1", "org-aurora");
  const aurora2 = contract("mc-aurora-2", "org-aurora");
  const boreaLine = ["MOBILE_LINE", "ml-borea-1-00003", "org-borea", "mc-borea-1"];
  const auroraLine = ["MOBILE_LINE", "ml-aurora-1-00007", "org-aurora", "mc-aurora-1"];
  const endUserSince = ["2025-03-17T00:00:00Z", ""];
  expect(granted).toEqual([
    row("legal-aurora", "LEGAL_REP", ["ORGANIZATION", "org-aurora"]),
    row("legal-aurora", "END_USER", boreaLine, "", endUserSince),
    row("master-aurora", "MOBILE_MASTER", aurora1),
    row("additional-aurora", "MOBILE_ADDITIONAL", aurora1, "INVENTORY|USAGE"),
    row("invoices-aurora", "MOBILE_ADDITIONAL", aurora2, "INVOICES"),
    row("master-two", "MOBILE_MASTER", aurora2),
    row("master-two", "MOBILE_MASTER", contract("mc-borea-1", "org-borea")),
    row("former-aurora", "MOBILE_ADDITIONAL", aurora1, "INVENTORY|USAGE", [from, "2026-03-16T00:00:00Z"]),
    row("enduser-aurora", "END_USER", auroraLine, "", endUserSince),
    row("holding-levante", "HOLDING_REFERENT", ["HOLDING", "hold-levante"]),
    row("owner-aurora", "FIXED_OWNER", ["ORGANIZATION", "org-aurora"]),
    row("fixedmaster-aurora", "FIXED_MASTER", ["ORGANIZATION", "org-aurora"]),
    row("standard-aurora", "FIXED_STANDARD", ["BILLING_ACCOUNT", "ba-aurora-1", "org-aurora"]),
    row("legal-cometa", "LEGAL_REP", ["ORGANIZATION", "org-cometa"]),
  ]);
});

it("registers every account with the companies that the design names", () => {
  const registered = rowsOf("users").slice(0, DEMO_ACCOUNTS.length);
  expect(Object.fromEntries(registered.map((row) => [row["username"], row["organization_ids"]]))).toEqual({
    "legal.aurora": "org-aurora",
    "master.aurora": "org-aurora",
    "additional.aurora": "org-aurora",
    "invoices.aurora": "org-aurora",
    "master.two": "org-aurora|org-borea",
    "former.aurora": "org-aurora",
    "enduser.aurora": "org-aurora",
    "holding.levante": "",
    "owner.aurora": "org-aurora",
    "fixedmaster.aurora": "org-aurora",
    "standard.aurora": "org-aurora",
    "employee.aurora": "org-aurora",
    "legal.cometa": "org-cometa",
  });
});

it("names nothing that no file brings", () => {
  const accounts = rowsOf("fixed-lines").map((row) => row["billing_account_id"]!);
  const known = new Set([...FEED_KINDS.filter((kind) => kind !== "mobile-usage").flatMap(ids), ...accounts]);
  const named = [
    ...rowsOf("organizations").map((row) => row["holding_id"]!),
    ...rowsOf("users").flatMap((row) => row["organization_ids"]!.split("|")),
    ...rowsOf("grants").flatMap((row) =>
      ["user_id", "scope_id", "organization_id", "contract_id"].map((name) => row[name]!),
    ),
    ...rowsOf("mobile-contracts").map((row) => row["organization_id"]!),
    ...lines.map((row) => row["contract_id"]!),
    ...usage.map((row) => row["line_id"]!),
    ...rowsOf("sites").map((row) => row["organization_id"]!),
    ...rowsOf("fixed-lines").map((row) => row["site_id"]!),
  ];
  expect([...new Set(named)].filter((id) => id !== "" && !known.has(id))).toEqual([]);
});

it("uses no id, user name, e-mail address, SIM or present number twice", () => {
  const present = lines.filter((row) => row["status"] !== "TERMINATED");
  expect({
    ids: FEED_KINDS.filter((kind) => kind !== "mobile-usage").flatMap((kind) => duplicates(ids(kind))),
    usernames: duplicates(rowsOf("users").map((row) => row["username"]!)),
    emails: duplicates(rowsOf("users").map((row) => row["email"]!)),
    iccids: duplicates(lines.map((row) => row["iccid"]!)),
    imsis: duplicates(lines.map((row) => row["imsi"]!)),
    imeis: duplicates(lines.map((row) => row["imei"]!).filter((imei) => imei !== "")),
    msisdns: duplicates(present.map((row) => row["msisdn"]!)),
    buckets: duplicates(usage.map((row) => `${row["line_id"]} ${row["period"]} ${row["kind"]}`)),
  }).toEqual({
    ids: [],
    usernames: [],
    emails: [],
    iccids: [],
    imsis: [],
    imeis: [],
    msisdns: [],
    buckets: [],
  });
});

it("hands one number out anew after its first line was terminated", () => {
  const byNumber = Object.entries(countBy(lines, "msisdn")).filter(([, count]) => count > 1);
  expect(byNumber.map(([, count]) => count)).toEqual([2]);
  const [first, second] = lines.filter((row) => row["msisdn"] === byNumber[0]![0]);
  expect([first!["id"], first!["status"], second!["id"], second!["status"]]).toEqual([
    "ml-aurora-1-00050",
    "TERMINATED",
    "ml-aurora-1-00051",
    "ACTIVE",
  ]);
  expect(first!["terminated_on"]! < second!["activated_on"]!).toBe(true);
});

it("keeps dates in order and sets them if and only if the status asks for them", () => {
  const signedOn = new Map(rowsOf("mobile-contracts").map((row) => [row["id"], row["signed_on"]!]));
  const wrong = lines.filter((row) => {
    const {
      status,
      activated_on: activated,
      terminated_on: terminated,
      frozen_on: frozen,
    } = row as Record<string, string>;
    const ordered =
      signedOn.get(row["contract_id"])! <= activated! && activated! <= (terminated || frozen || DAY);
    return (
      !ordered ||
      (terminated || frozen || DAY) > DAY ||
      (terminated !== "") !== (status === "TERMINATED") ||
      (frozen !== "") !== (status === "FROZEN")
    );
  });
  expect(wrong).toEqual([]);
});

it("mixes statuses, SIMs, cost centres, labels and plans as the design says", () => {
  const wanted = [
    ["status", "ACTIVE", 85],
    ["status", "TERMINATED", 10],
    ["status", "FROZEN", 5],
    ["sim_kind", "M2M", 8],
    ["sim_administrative_state", "LOCKED", 1],
    ["cost_center_code", "", 5],
  ] as const;
  const off = wanted.filter(([column, value, percent]) => {
    const actual = (100 * countBy(lines, column)[value]!) / lines.length;
    return !(Math.abs(actual - percent) < Math.max(0.1 * percent, 0.7));
  });
  expect(off).toEqual([]);
  expect(Object.keys(countBy(lines, "tariff_plan_id"))).toHaveLength(8);
  const aurora = lines.filter((row) => row["contract_id"] === "mc-aurora-1");
  expect(Object.keys(countBy(aurora, "cost_center_code"))).toHaveLength(21);
});

it("locks no frozen line's SIM, and gives M2M SIMs neither a device nor a voice bucket", () => {
  const machines = lines.filter((row) => row["sim_kind"] === "M2M");
  const machineIds = new Set(machines.map((row) => row["id"]));
  expect({
    locked: lines.filter((row) => row["sim_administrative_state"] === "LOCKED" && row["status"] === "FROZEN"),
    devices: machines.filter((row) => row["imei"] !== "" || row["device_model"] !== ""),
    voices: usage.filter((row) => row["kind"] === "VOICE" && machineIds.has(row["line_id"])),
  }).toEqual({ locked: [], devices: [], voices: [] });
});

it("gives the lines of accounts and employees a voice SIM that works, and the grant no older than the line", () => {
  const used = rowsOf("grants").filter((row) => row["profile"] === "END_USER");
  const lineById = new Map(lines.map((row) => [row["id"], row]));
  const users = new Map(rowsOf("users").map((row) => [row["id"], row]));
  expect(used).toHaveLength(62);
  const wrong = used.filter((grant) => {
    const line = lineById.get(grant["scope_id"])!;
    return (
      line["status"] !== "ACTIVE" ||
      line["sim_kind"] !== "VOICE" ||
      line["activated_on"]! > grant["valid_from"]!.slice(0, 10) ||
      users.get(grant["user_id"])!["mobile_number"] !== line["msisdn"]
    );
  });
  expect(wrong).toEqual([]);
});

it("has six months of buckets for every line that lived through them, the last one up to the day", () => {
  expect(Object.keys(countBy(usage, "period"))).toEqual([
    "2025-10",
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
    "2026-03",
  ]);
  const endUser = usage.filter((row) => row["line_id"] === "ml-aurora-1-00007");
  expect(endUser).toHaveLength(18);
  expect([...new Set(endUser.map((row) => row["as_of"]))]).toEqual([
    "2025-11-01T00:00:00Z",
    "2025-12-01T00:00:00Z",
    "2026-01-01T00:00:00Z",
    "2026-02-01T00:00:00Z",
    "2026-03-01T00:00:00Z",
    "2026-03-17T00:00:00Z",
  ]);
  const lived = new Map(
    lines.map((row) => [row["id"], [row["activated_on"]!, row["terminated_on"] || "9999"]]),
  );
  const outside = usage.filter((row) => {
    const [from, until] = lived.get(row["line_id"])!;
    return row["period"]! < from!.slice(0, 7) || row["period"]! > until!.slice(0, 7);
  });
  expect(outside).toEqual([]);
  const active = lines.filter((row) => row["status"] === "ACTIVE");
  const withPresent = new Set(
    usage.filter((row) => row["period"] === "2026-03").map((row) => row["line_id"]),
  );
  expect(active.filter((row) => !withPresent.has(row["id"]))).toEqual([]);
});

it("has buckets without limit, and some past each of 75, 90 and 100 per cent this month", () => {
  const present = usage.filter((row) => row["period"] === "2026-03");
  const reached = present
    .filter((row) => row["allowance"] !== "")
    .map((row) => (100 * Number(row["used"])) / Number(row["allowance"]));
  expect(present.filter((row) => row["allowance"] === "").length).toBeGreaterThan(100);
  expect(reached.filter((percent) => percent >= 75 && percent < 90).length).toBeGreaterThan(10);
  expect(reached.filter((percent) => percent >= 90 && percent < 100).length).toBeGreaterThan(10);
  expect(reached.filter((percent) => percent >= 100).length).toBeGreaterThan(10);
});

it("gives the same bytes for the same day, and other dates for another", async () => {
  const digest = async (day: string) => {
    const hash = createHash("sha256");
    for (const file of demoWorld({ day }))
      for await (const chunk of demoCsv(file)) hash.update(chunk as string);
    return hash.digest("hex");
  };
  expect(await digest(DAY)).toBe(await digest(DAY));
  expect(await digest("2026-03-18")).not.toBe(await digest(DAY));
});

it.each(["2026-03-31", "2028-02-29", "2026-01-01"])("is made on %s as well, with days that exist", (day) => {
  const columns = ["activated_on", "terminated_on", "frozen_on", "valid_from", "valid_until", "as_of"];
  const rows = (["grants", "mobile-lines", "mobile-usage"] as const).flatMap((kind) => rowsOf(kind, day));
  const dates = new Set(rows.flatMap((row) => columns.map((column) => row[column]?.slice(0, 10) || day)));
  expect([...dates].filter((date) => dateFault(date) !== undefined || date > day)).toEqual([]);
  expect(Math.max(...rowsOf("mobile-usage", day).map((row) => Date.parse(row["as_of"]!)))).toBe(
    Date.parse(day),
  );
});
