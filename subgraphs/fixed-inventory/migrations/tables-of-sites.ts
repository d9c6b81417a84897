import type { QueryRunner } from "typeorm";
import { createTable } from "../../shared/database";
import { identifier, index, varchar } from "../../shared/database/table-parts";

/** What a line's composite foreign key points at. */
const ofOrganization = (table: string) => ({
  name: `uq_${table}_organization`,
  columnNames: ["id", "organization_id"],
});

const codeOfOrganization = (table: string) => ({
  name: `uq_${table}_code`,
  columnNames: ["organization_id", "code"],
});

/** Creates the table of sites. */
export async function createSites(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "site",
    columns: [
      identifier("id", { isPrimary: true }),
      identifier("organization_id"),
      varchar("code", 32),
      varchar("name", 100),
      varchar("code_folded", 100),
      varchar("name_folded", 100),
      varchar("street_name", 200),
      varchar("street_nr", 20, { isNullable: true }),
      varchar("postcode", 20),
      varchar("locality", 100),
      varchar("state_or_province", 100),
      varchar("country", 2),
    ],
    uniques: [codeOfOrganization("site"), ofOrganization("site")],
    indices: [
      index("site", "organization_id", "code_folded"),
      index("site", "organization_id", "name_folded"),
    ],
  });
}

/** Creates the table of billing accounts. */
export async function createBillingAccounts(runner: QueryRunner): Promise<void> {
  await createTable(runner, {
    name: "billing_account",
    columns: [identifier("id", { isPrimary: true }), identifier("organization_id"), varchar("code", 32)],
    uniques: [codeOfOrganization("billing_account"), ofOrganization("billing_account")],
  });
}
