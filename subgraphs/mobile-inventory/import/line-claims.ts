import type { Reader } from "../../shared/database";
import type { Reject } from "../../shared/import";
import type { LineRow } from "./line-columns";
import { ownersOf, type LineRecord } from "./line-record";

/** The three things of which a line has one to itself; a number only until it is TERMINATED. */
const CLAIMS = ["msisdn", "iccid", "imsi"] as const;
type Claim = (typeof CLAIMS)[number];

const SOURCES = {
  msisdn: { table: "mobile_line", column: "live_msisdn", line: "id" },
  iccid: { table: "sim", column: "iccid", line: "line_id" },
  imsi: { table: "sim", column: "imsi", line: "line_id" },
} as const;

const REASONS: Readonly<Record<Claim, string>> = {
  msisdn: "is another line's that is not TERMINATED",
  iccid: "is another line's",
  imsi: "is another line's",
};

type Claimant = Pick<LineRow, Claim | "status">;

/**
 * The rows of a batch that claim what another line has, judged as things will stand after the whole batch: a number
 * that one row gives up, another row of the same file may take, in either order.
 * @returns the rejects by line id
 */
export async function rejectedClaims(
  reader: Reader,
  rows: readonly LineRow[],
  stored: ReadonlyMap<string, LineRecord>,
): Promise<ReadonlyMap<string, Reject>> {
  const owners = {
    msisdn: await ownersOf(
      reader,
      SOURCES.msisdn,
      rows.map(({ msisdn }) => msisdn),
    ),
    iccid: await ownersOf(
      reader,
      SOURCES.iccid,
      rows.map(({ iccid }) => iccid),
    ),
    imsi: await ownersOf(
      reader,
      SOURCES.imsi,
      rows.map(({ imsi }) => imsi),
    ),
  };
  for (const row of rows) {
    const before = stored.get(row.id);
    if (before === undefined) continue;
    for (const claim of CLAIMS) {
      if (claimed(before, claim) !== claimed(row, claim)) owners[claim].delete(before[claim]);
    }
  }
  const rejects = new Map<string, Reject>();
  for (const row of rows) {
    const taken = CLAIMS.find((claim) => {
      const value = claimed(row, claim);
      const owner = value === null ? undefined : owners[claim].get(value);
      return owner !== undefined && owner !== row.id;
    });
    if (taken !== undefined) rejects.set(row.id, { column: taken, reason: REASONS[taken] });
    else for (const claim of CLAIMS) take(owners[claim], claimed(row, claim), row.id);
  }
  return rejects;
}

function claimed(line: Claimant, claim: Claim): string | null {
  return claim === "msisdn" && line.status === "TERMINATED" ? null : line[claim];
}

function take(owners: Map<string, string>, value: string | null, lineId: string): void {
  if (value !== null) owners.set(value, lineId);
}
