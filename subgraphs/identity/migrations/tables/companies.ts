import type { TableOptions } from "typeorm";
import { id, NULLABLE, PRIMARY, refersTo, text } from "./columns";

export const companyTables: readonly TableOptions[] = [
  { name: "holding", columns: [id("id", PRIMARY), text("name", 200)] },
  {
    name: "organization",
    columns: [
      id("id", PRIMARY),
      text("legal_name", 200),
      text("sort_name", 100),
      { name: "vat_number", type: "varchar", length: "11" },
      text("fiscal_code", 16),
      id("holding_id", NULLABLE),
      text("street_name", 200),
      text("street_nr", 20, NULLABLE),
      text("postcode", 20),
      text("locality", 100),
      text("state_or_province", 100),
      { name: "country", type: "varchar", length: "2" },
    ],
    indices: [{ name: "organization_by_holding", columnNames: ["holding_id", "sort_name", "id"] }],
    foreignKeys: [refersTo("holding", "organization_holding", "holding_id")],
  },
];
