import type { Pool, RowDataPacket } from "mysql2/promise";
import { linesStatement, OF_LINES } from "./statements";

export interface HandWritten {
  /** The same JSON as the system's answer. */
  page(organizationId: string, first: number): Promise<object>;
  /** Statements sent so far. */
  readonly statements: () => number;
}

type Row = RowDataPacket & Readonly<Record<string, unknown>>;
type Grouped = ReadonlyMap<unknown, readonly Row[]>;
type Values = readonly (string | number | readonly string[])[];

/** What somebody would write by hand for this one page: four statements, no access rules, no schema, no loaders. */
export function handWritten(pool: Pool, databases: { mobile: string; identity: string }): HandWritten {
  let statements = 0;
  const rows = async (sql: string, values: Values): Promise<Row[]> => {
    statements += 1;
    const [found] = await pool.query<Row[]>(sql, [...values]);
    return found;
  };
  const perLine = async (statement: string, values: Values): Promise<Grouped> =>
    byLine(await rows(statement, values));

  return {
    statements: () => statements,
    async page(organizationId, first) {
      const period = new Date().toISOString().slice(0, 7);
      const now = Date.now();
      const found = await rows(linesStatement(databases), [now, now, organizationId, first + 1]);
      const page = found.slice(0, first);
      const ids = page.map(({ id }) => String(id));
      const [options, blocks, buckets] = await Promise.all([
        perLine(OF_LINES.options(databases.mobile), [ids]),
        perLine(OF_LINES.blocks(databases.mobile), [ids]),
        perLine(OF_LINES.buckets(databases.mobile), [ids, period]),
      ]);
      const edges = page.map((row) => ({
        node: lineOf(
          row,
          options.get(row["id"]),
          blocks.get(row["id"]),
          usageOf(period, buckets.get(row["id"])),
        ),
      }));
      const mobileLines = { edges, pageInfo: { hasNextPage: found.length > first } };
      return { data: { organization: { id: organizationId, mobileLines } } };
    },
  };
}

function lineOf(
  row: Row,
  options: readonly Row[] = [],
  blocks: readonly Row[] = [],
  usage: object | null,
): object {
  const { id, msisdn, status, label, roaming } = row;
  return {
    id,
    msisdn,
    status,
    activatedOn: row["activated_on"],
    terminatedOn: row["terminated_on"],
    frozenOn: row["frozen_on"],
    label,
    roaming: roaming === 1,
    contract: { id: row["contract_id"], number: row["contract_number"], status: row["contract_status"] },
    tariffPlan: { id: row["tariff_plan_id"], name: row["tariff_plan_name"] },
    options: options.map(({ option_id, name }) => ({ id: option_id, name })),
    premiumServiceBlacklist: blocks.map(({ service }) => service),
    costCenter: present(row["cost_center_id"], {
      id: row["cost_center_id"],
      code: row["cost_center_code"],
      name: row["cost_center_name"],
    }),
    sim: present(row["iccid"], {
      iccid: row["iccid"],
      imsi: row["imsi"],
      puk: row["puk"],
      kind: row["sim_kind"],
      administrativeState: row["administrative_state"],
    }),
    device: present(row["device_line"], { imei: row["imei"], model: row["model"] }),
    usage,
    user: present(row["user_id"], { id: row["user_id"], displayName: row["display_name"] }),
  };
}

function usageOf(period: string, buckets: readonly Row[] = []): object | null {
  if (buckets.length === 0) return null;
  const asOf = new Date(Math.min(...buckets.map(({ as_of }) => Number(as_of)))).toISOString();
  return { period, asOf, buckets: buckets.map(bucketOf) };
}

/** Figures of the demo world are far below 2^53, so plain numbers will do. */
function bucketOf({ kind, allowance, used }: Row): object {
  if (typeof allowance !== "number" || typeof used !== "number") {
    return { kind, allowance: null, used, remaining: null, thresholdReached: null };
  }
  const reached = [100, 90, 75].find((threshold) => used * 100 >= allowance * threshold);
  return {
    kind,
    allowance,
    used,
    remaining: Math.max(0, allowance - used),
    thresholdReached: used === 0 ? null : (reached ?? null),
  };
}

function byLine(rows: readonly Row[]): Grouped {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row["line_id"]);
    if (group === undefined) groups.set(row["line_id"], [row]);
    else group.push(row);
  }
  return groups;
}

function present(key: unknown, object: object): object | null {
  return key === null ? null : object;
}
