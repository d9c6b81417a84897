import { columns as columnsOf, sql, type Database, type Reader, type Writer } from "../../shared/database";
import { format, importKind, type Reject, type RowOf, type RowOutcome } from "../../shared/import";
import { italianAddressFault } from "../../shared/import/row-checks";
import { isSame, rowsById } from "../../shared/import/rows-by-id";
import { rejectedClaims } from "../../shared/import/unique-claims";
import { foldText } from "../../shared/inventory";
import { FixedLineEntity } from "../line/line.entity";
import { SiteEntity } from "../site/site.entity";
import { codeClaim } from "./codes";
import { refusal, SITE_CODE_TAKEN } from "./refusal";

const columns = {
  id: format.id,
  organization_id: format.id,
  code: format.text(32),
  name: format.text(100),
  address_street_name: format.text(200),
  address_street_nr: format.optional(format.text(20)),
  address_postcode: format.text(20),
  address_locality: format.text(100),
  address_state_or_province: format.text(100),
  address_country: format.country,
};

type SiteRow = RowOf<typeof columns>;

const CODE = codeClaim(SiteEntity, SITE_CODE_TAKEN);

const MOVED: Reject = { column: "organization_id", reason: "must stay the same while the site has lines" };

/** The sites of the operator's feed (docs/import-formats.md). */
export function sitesImport(database: Database) {
  return importKind({
    name: "sites",
    columns,
    check: ({
      addressCountry: country,
      addressPostcode: postcode,
      addressStateOrProvince: stateOrProvince,
    }) => italianAddressFault({ country, postcode, stateOrProvince }, "address_"),
    refusal,
    apply: (rows) => database.write((transaction) => applySites(transaction, rows)),
  });
}

async function applySites(transaction: Writer, rows: readonly SiteRow[]): Promise<readonly RowOutcome[]> {
  const ids = rows.map(({ id }) => id);
  const stored = await rowsById(transaction, SiteEntity, ids);
  const wanted = rows.map(toEntity);
  const moved = wanted.filter(({ id, organizationId }) => {
    const before = stored.get(id);
    return before !== undefined && before.organizationId !== organizationId;
  });
  const rejects = new Map<string, Reject>();
  for (const id of await withLines(transaction, moved)) rejects.set(id, MOVED);
  const movable = wanted.filter(({ id }) => !rejects.has(id));
  for (const [id, reject] of await rejectedClaims(transaction, [CODE], movable, stored))
    rejects.set(id, reject);
  const changed = movable.filter((site) => {
    const before = stored.get(site.id);
    return !rejects.has(site.id) && (before === undefined || !isSame(before, site));
  });
  // Not an upsert: on MySQL that would also hit the site that has the code.
  for (const site of changed.filter(({ id }) => stored.has(id)))
    await transaction.update(SiteEntity, { id: site.id }, site);
  await transaction.insert(
    SiteEntity,
    changed.filter(({ id }) => !stored.has(id)),
  );
  const applied = new Set(changed.map(({ id }) => id));
  return ids.map((id) => rejects.get(id) ?? (applied.has(id) ? "APPLIED" : "UNCHANGED"));
}

async function withLines(reader: Reader, sites: readonly SiteEntity[]): Promise<readonly string[]> {
  if (sites.length === 0) return [];
  const ids = sites.map(({ id }) => id);
  const rows = await reader.rows(
    sql`SELECT DISTINCT ${columnsOf(FixedLineEntity, undefined, ["siteId"])} FROM fixed_line WHERE site_id IN ${ids}`,
  );
  return rows.map(({ siteId }) => siteId);
}

function toEntity(row: SiteRow): SiteEntity {
  return {
    id: row.id,
    organizationId: row.organizationId,
    code: row.code,
    name: row.name,
    codeFolded: foldText(row.code),
    nameFolded: foldText(row.name),
    streetName: row.addressStreetName,
    streetNr: row.addressStreetNr,
    postcode: row.addressPostcode,
    locality: row.addressLocality,
    stateOrProvince: row.addressStateOrProvince,
    country: row.addressCountry,
  };
}
