import { mobileInventoryImports } from "../../subgraphs/mobile-inventory/import";
import { importKinds } from "../../subgraphs/shared/import";
import type { Database } from "../../subgraphs/shared/database";
import { formatIccid, formatImei, formatImsi, formatMsisdn } from "../../subgraphs/shared/identifiers";
import type { ImportReport } from "../../subgraphs/shared/import";
import { allTaken, feedTo, type FeedRow } from "../kit/feed";

export type { FeedRow };

type Kind = "mobile-contracts" | "mobile-lines" | "mobile-usage";

export function feed(database: Database, kind: Kind, rows: readonly FeedRow[]): Promise<ImportReport> {
  return feedTo(importKinds(mobileInventoryImports, database), kind, rows);
}

/** The same, where every row must be taken. */
export function plant(database: Database, kind: Kind, rows: readonly FeedRow[]): Promise<void> {
  return allTaken(feed(database, kind, rows));
}

export function contractRow(id: string, organization: string, more: FeedRow = {}): FeedRow {
  return {
    id,
    number: `N-${id}`,
    organization_id: organization,
    signed_on: "2019-03-18",
    status: "ACTIVE",
    ...more,
  };
}

/** An ACTIVE line with everything; `serial` makes its identifiers. */
export function lineRow(id: string, contract: string, serial: number, more: FeedRow = {}): FeedRow {
  return {
    id,
    contract_id: contract,
    msisdn: formatMsisdn("335", serial),
    status: "ACTIVE",
    activated_on: "2021-05-10",
    terminated_on: "",
    frozen_on: "",
    label: "",
    roaming: "true",
    tariff_plan_id: "plan-50",
    tariff_plan_name: "Azienda 50",
    options: "opt-extra:Extra 10 Giga|opt-abroad:Estero",
    premium_service_blacklist: "PREMIUM_SMS|CARRIER_BILLING",
    cost_center_code: "CC-01",
    cost_center_name: "Produzione",
    iccid: formatIccid(serial),
    imsi: formatImsi(serial),
    puk: String(10_000_000 + serial),
    sim_kind: "VOICE",
    sim_administrative_state: "UNLOCKED",
    imei: formatImei("35693803", serial),
    device_model: "Galaxy A55",
    ...more,
  };
}

export function usageRow(line: string, period: string, more: FeedRow = {}): FeedRow {
  return {
    line_id: line,
    period,
    kind: "DATA",
    allowance: "1000",
    used: "250",
    as_of: `${period}-15T06:00:00Z`,
    ...more,
  };
}
