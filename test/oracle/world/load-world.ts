import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { importKindOf } from "../../../subgraphs/import-kinds";
import type { Database } from "../../../subgraphs/shared/database";
import { importFile } from "../../../subgraphs/shared/import";
import { fixedLineRow, grantRow, lineRow, mobileNumberOf, OFFICE, SITE_ADDRESS, vatOf } from "./feed-rows";
import { NOW, type World } from "./world";

type Row = Readonly<Record<string, string>>;
type DatabaseOf = (subgraph: string) => Database;

/**
 * Feeds a world to the importers, and sets by hand what only later issues' mutations set: who is active, what is
 * revoked, where a month of usage arose.
 * @returns the id that each cost centre got, by `company code`
 */
export async function loadWorld(world: World, databaseOf: DatabaseOf): Promise<ReadonlyMap<string, string>> {
  for (const [kind, rows] of feedOf(world)) await plant(kind, rows, databaseOf);
  await settleIdentity(world, databaseOf("identity"));
  const mobile = databaseOf("mobile-inventory");
  await mobile.write(async (transaction) => {
    for (const { line, period, kind, contract } of world.usage) {
      const organization = world.contracts.find(({ id }) => id === contract)!.organization;
      await transaction.execute(
        "UPDATE `usage_bucket` SET `contract_id` = ?, `organization_id` = ? WHERE `line_id` = ? AND `period` = ? AND `kind` = ?",
        [contract, organization, line, period, kind],
      );
    }
  });
  const centers = await mobile.read.rows<{ id: string; organizationId: string; code: string }>(
    "SELECT `id`, `organization_id` AS `organizationId`, `code` FROM `cost_center`",
    [],
  );
  return new Map(centers.map(({ id, organizationId, code }) => [`${organizationId} ${code}`, id]));
}

/** The session of every person, so that identity itself says who they are. */
export function sessionOf(person: string): string {
  return `session-${person}`;
}

function feedOf(world: World): [kind: string, rows: Row[]][] {
  return [
    ["holdings", world.holdings.map((id) => ({ id, name: `Gruppo ${id}` }))],
    [
      "organizations",
      world.organizations.map(({ id, name, holding }, index) => ({
        id,
        legal_name: name,
        vat_number: vatOf(index),
        fiscal_code: vatOf(index),
        holding_id: holding ?? "",
        ...OFFICE,
      })),
    ],
    [
      "users",
      world.people.map(({ id, name, memberships, serial }) => ({
        id,
        username: `${id}.name`,
        display_name: name,
        email: `${id}@example.com`,
        mobile_number: mobileNumberOf(serial),
        fiscal_code: "",
        organization_ids: memberships.map(({ organization }) => organization).join("|"),
      })),
    ],
    ["grants", world.grants.map((grant) => grantRow(world, grant))],
    [
      "mobile-contracts",
      world.contracts.map(({ id, organization, status }) => ({
        id,
        number: `N-${id}`,
        organization_id: organization,
        signed_on: "2018-03-18",
        status,
      })),
    ],
    ["mobile-lines", world.lines.map(lineRow)],
    [
      "mobile-usage",
      world.usage.map(({ line, period, kind, allowance, used }) => ({
        line_id: line,
        period,
        kind,
        allowance: allowance === null ? "" : String(allowance),
        used: String(used),
        as_of: `${period}-15T06:00:00Z`,
      })),
    ],
    [
      "sites",
      world.sites.map(({ id, organization, code }) => ({
        id,
        organization_id: organization,
        code,
        name: `Sede ${code}`,
        ...SITE_ADDRESS,
      })),
    ],
    ["fixed-lines", world.fixedLines.map(fixedLineRow)],
  ];
}

async function plant(kind: string, rows: readonly Row[], databaseOf: DatabaseOf): Promise<void> {
  if (rows.length === 0) return;
  const importer = importKindOf(kind, databaseOf);
  const csv = stringify([...rows], { header: true, columns: Object.keys(importer.columns) });
  const { rejects } = await importFile(importer, Readable.from([csv]));
  if (rejects.length > 0) throw new Error(`${kind}: ${JSON.stringify(rejects)}`);
}

async function settleIdentity(world: World, database: Database): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.execute("UPDATE `user_account` SET `status` = 'ACTIVE', `password_hash` = 'none'", []);
    await transaction.execute("UPDATE `organization_membership` SET `status` = 'ACTIVE'", []);
    for (const { id, deactivated, memberships } of world.people) {
      if (deactivated)
        await transaction.execute("UPDATE `user_account` SET `status` = 'DEACTIVATED' WHERE `id` = ?", [id]);
      for (const { organization, status } of memberships)
        await transaction.execute(
          "UPDATE `organization_membership` SET `status` = ? WHERE `user_id` = ? AND `organization_id` = ?",
          [status, id, organization],
        );
      await transaction.execute(
        "INSERT INTO `session` (`id`, `user_id`, `token_hash`, `created_at`, `last_used_at`, `expires_at`) VALUES (?, ?, ?, ?, ?, ?)",
        [sessionOf(id), id, `hash of ${id}`, NOW - 60_000, NOW - 60_000, NOW + 86_400_000],
      );
    }
    for (const { id } of world.grants.filter(({ revoked }) => revoked))
      await transaction.execute(
        "UPDATE `profile_grant` SET `revoked_at` = ?, `exclusive_key` = NULL WHERE `id` = ?",
        [NOW - 1, id],
      );
  });
}
