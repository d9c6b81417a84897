import type { TableOptions } from "typeorm";
import { foreignKey, identifier, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

/** The tables of companies and their groups. */
export const companyTables: readonly TableOptions[] = [
  { name: "holding", columns: [identifier("id", PRIMARY), varchar("name", 200)] },
  {
    name: "organization",
    columns: [
      identifier("id", PRIMARY),
      varchar("legal_name", 200),
      varchar("sort_name", 100),
      { name: "vat_number", type: "varchar", length: "11" },
      varchar("fiscal_code", 16),
      identifier("holding_id", NULLABLE),
      varchar("street_name", 200),
      varchar("street_nr", 20, NULLABLE),
      varchar("postcode", 20),
      varchar("locality", 100),
      varchar("state_or_province", 100),
      { name: "country", type: "varchar", length: "2" },
    ],
    indices: [{ name: "organization_by_holding", columnNames: ["holding_id", "sort_name", "id"] }],
    foreignKeys: [foreignKey("organization_holding", ["holding_id"], "holding")],
  },
];
