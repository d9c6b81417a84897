import { fixedInventoryImports } from "../../subgraphs/fixed-inventory/import";
import { importKinds } from "../../subgraphs/shared/import";
import { fixedInventory } from "../../subgraphs/fixed-inventory/subgraph";
import type { Database } from "../../subgraphs/shared/database";
import type { ImportReport } from "../../subgraphs/shared/import";
import type { TestDatabases } from "../kit/databases";
import { allTaken, feedTo, type FeedRow } from "../kit/feed";
import { NOW, openSubgraph, type TestSubgraph } from "../kit/subgraph";

export { caller, entity, NOW, personasOf, type GrantOf } from "../kit/subgraph";
export type { FeedRow };

export type Fixed = TestSubgraph;

/** The subgraph on a database of its own, empty. */
export const openFixed = (open: TestDatabases["open"]): Promise<Fixed> => openSubgraph(fixedInventory, open);

type Kind = "sites" | "fixed-lines";

/** @param now instant of the import, epoch milliseconds */
export function feed(
  database: Database,
  kind: Kind,
  rows: readonly FeedRow[],
  now = NOW,
): Promise<ImportReport> {
  return feedTo(
    importKinds(fixedInventoryImports, database, () => now),
    kind,
    rows,
  );
}

/** The same, where every row must be taken. */
export function plant(database: Database, kind: Kind, rows: readonly FeedRow[]): Promise<void> {
  return allTaken(feed(database, kind, rows));
}

export function siteRow(id: string, organization: string, more: FeedRow = {}): FeedRow {
  return {
    id,
    organization_id: organization,
    code: `C-${id}`,
    name: `Sede ${id}`,
    address_street_name: "Corso Unione Sovietica",
    address_street_nr: "612",
    address_postcode: "10135",
    address_locality: "Torino",
    address_state_or_province: "TO",
    address_country: "IT",
    ...more,
  };
}

/** The number of a line by its serial. */
export function numberOf(serial: number): string {
  return `+39011${String(serial).padStart(7, "0")}`;
}

/** An ACTIVE line of telephone with two services; `serial` makes its number. */
export function lineRow(
  id: string,
  site: string,
  account: string,
  serial: number,
  more: FeedRow = {},
): FeedRow {
  return {
    id,
    site_id: site,
    number: numberOf(serial),
    family: "VOICE",
    access_technology: "ISDN",
    status: "ACTIVE",
    activated_on: "2021-05-10",
    terminated_on: "",
    billing_account_id: account,
    billing_account_code: `B-${account}`,
    services: "fs-voice:Linea voce:2021-05-10|fs-mail:Segreteria di rete:2022-01-31",
    ...more,
  };
}
