import type { Database } from "../../shared/database";
import { format, importKind, type Reject, type RowOf, type RowOutcome } from "../../shared/import";
import { foldText } from "../../shared/inventory";
import { HoldingEntity } from "../companies/holding.entity";
import { OrganizationEntity } from "../companies/organization.entity";
import { italianAddressFault } from "../../shared/import/row-checks";
import { isSame, knownIds, rowsById } from "../../shared/import/rows-by-id";

const COLUMNS = {
  id: format.id,
  legal_name: format.text(200),
  vat_number: format.vatNumber,
  fiscal_code: format.fiscalCode,
  holding_id: format.optional(format.id),
  registered_office_street_name: format.text(200),
  registered_office_street_nr: format.optional(format.text(20)),
  registered_office_postcode: format.text(20),
  registered_office_locality: format.text(100),
  registered_office_state_or_province: format.text(100),
  registered_office_country: format.country,
};
type Row = RowOf<typeof COLUMNS>;

/** Companies (docs/import-formats.md). */
export function organizationsImport(database: Database) {
  return importKind({
    name: "organizations",
    columns: COLUMNS,
    check: italianOfficeFault,
    apply: (rows) =>
      database.write(async (transaction) => {
        const ids = rows.map(({ id }) => id);
        const found = await rowsById(transaction, OrganizationEntity, ids);
        const holdings = await knownIds(
          transaction,
          HoldingEntity,
          rows.flatMap(({ holdingId }) => holdingId ?? []),
        );
        const written: OrganizationEntity[] = [];
        const outcomes = rows.map((row): RowOutcome => {
          if (row.holdingId !== null && !holdings.has(row.holdingId))
            return { column: "holding_id", reason: "names no holding that is there" };
          const wanted = stored(row);
          const present = found.get(row.id);
          if (present !== undefined && isSame(present, wanted)) return "UNCHANGED";
          written.push(wanted);
          return "APPLIED";
        });
        await transaction.upsert(OrganizationEntity, written, { key: ["id"] });
        return outcomes;
      }),
  });
}

function italianOfficeFault(row: Row): Reject | undefined {
  const { registeredOfficeCountry: country, registeredOfficePostcode: postcode } = row;
  const office = { country, postcode, stateOrProvince: row.registeredOfficeStateOrProvince };
  return italianAddressFault(office, "registered_office_");
}

function stored(row: Row): OrganizationEntity {
  return {
    id: row.id,
    legalName: row.legalName,
    sortName: foldText(row.legalName),
    vatNumber: row.vatNumber,
    fiscalCode: row.fiscalCode,
    holdingId: row.holdingId,
    streetName: row.registeredOfficeStreetName,
    streetNr: row.registeredOfficeStreetNr,
    postcode: row.registeredOfficePostcode,
    locality: row.registeredOfficeLocality,
    stateOrProvince: row.registeredOfficeStateOrProvince,
    country: row.registeredOfficeCountry,
  };
}
