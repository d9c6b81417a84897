import { demoWorld } from "../../subgraphs/commands/demo";

const DAY = "2026-03-17";

const rowsOf = (kind: string, day = DAY) => [
  ...demoWorld({ day })
    .find((file) => file.kind === kind)!
    .rows(),
];
const sites = rowsOf("sites");
const lines = rowsOf("fixed-lines");

/** How many rows have each value, the values in order. */
function countBy(rows: readonly Readonly<Record<string, string>>[], of: (row: Row) => string) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
type Row = Readonly<Record<string, string>>;
const company = (row: Row) => row["id"]!.split("-")[1]!;

it("has the sites, lines and billing accounts that the design names", () => {
  expect(countBy(sites, (row) => row["organization_id"]!)).toEqual({
    "org-aurora": 12,
    "org-borea": 5,
    "org-cometa": 8,
  });
  expect(countBy(lines, (row) => `${company(row)} ${row["billing_account_id"]}`)).toEqual({
    "aurora ba-aurora-1": 45,
    "aurora ba-aurora-2": 45,
    "borea ba-borea-1": 30,
    "cometa ba-cometa-1": 60,
  });
});

it("has all three families in each company and on each billing account, and a line at every site", () => {
  const families = countBy(lines, (row) => `${row["billing_account_id"]} ${row["family"]}`);
  const accounts = ["ba-aurora-1", "ba-aurora-2", "ba-borea-1", "ba-cometa-1"];
  expect(Object.keys(families)).toEqual(
    accounts.flatMap((account) =>
      ["INTELLIGENT_NETWORK", "VOICE", "VOICE_AND_DATA"].map((family) => `${account} ${family}`),
    ),
  );
  const used = new Set(lines.map((row) => row["site_id"]));
  expect(sites.filter((row) => !used.has(row["id"]))).toEqual([]);
});

it("has no number, site code or id twice, and geographic numbers of the site's own area", () => {
  const distinct = (values: readonly (string | undefined)[]) => new Set(values).size;
  expect(distinct(lines.map((row) => row["number"]))).toBe(lines.length);
  expect(distinct([...sites, ...lines].map((row) => row["id"]))).toBe(sites.length + lines.length);
  expect(distinct(sites.map((row) => `${row["organization_id"]} ${row["code"]}`))).toBe(sites.length);
  const provinces = new Map(sites.map((row) => [row["id"], row["address_state_or_province"]!]));
  const milan = lines.filter(
    (row) => provinces.get(row["site_id"]) === "MI" && row["family"] !== "INTELLIGENT_NETWORK",
  );
  expect(milan.filter((row) => !row["number"]!.startsWith("+3902"))).toEqual([]);
});

it("gives the intelligent network free-phone, shared-cost and single numbers, and nobody else", () => {
  const special = lines.filter((row) => /^\+39(800|848|199)/.test(row["number"]!));
  expect(special).toEqual(lines.filter((row) => row["family"] === "INTELLIGENT_NETWORK"));
});

it("has some nine in ten lines ACTIVE, dates in order, and services within the life of their line", () => {
  const terminated = lines.filter((row) => row["status"] === "TERMINATED");
  expect(terminated.length / lines.length).toBeGreaterThan(0.05);
  expect(terminated.length / lines.length).toBeLessThan(0.15);
  const wrong = lines.filter((row) => {
    const [from, until] = [row["activated_on"]!, row["terminated_on"] || DAY];
    const dates = row["services"]!.split("|").map((service) => service.slice(-"YYYY-MM-DD".length));
    return (
      from > until ||
      until > DAY ||
      (row["terminated_on"] !== "") !== (row["status"] === "TERMINATED") ||
      dates.some((date) => date < from || date > until)
    );
  });
  expect(wrong).toEqual([]);
});

it("uses every technology, and gives data to no telephone line of old", () => {
  expect(Object.keys(countBy(lines, (row) => `${row["family"]} ${row["access_technology"]}`))).toEqual([
    "INTELLIGENT_NETWORK VOIP",
    "VOICE ISDN",
    "VOICE RTG",
    "VOICE VOIP",
    "VOICE_AND_DATA ADSL",
    "VOICE_AND_DATA FTTC",
    "VOICE_AND_DATA FTTH",
    "VOICE_AND_DATA FWA",
  ]);
});
