import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

const list = (name: string, parent: string) => ({ name, columnNames: [parent, "created_at", "id"] });

/** The tables of access requests and the services that they ask for. */
export const accessRequestTables: readonly TableOptions[] = [
  {
    name: "access_request",
    columns: [
      identifier("id", PRIMARY),
      identifier("user_id"),
      identifier("organization_id"),
      identifier("contract_id"),
      varchar("contract_number", 32),
      varchar("message", 500, NULLABLE),
      varchar("status", 16),
      bigint("created_at"),
      bigint("decided_at", NULLABLE),
      identifier("decided_by", NULLABLE),
      varchar("refusal_reason", 500, NULLABLE),
      identifier("grant_id", NULLABLE),
      varchar("pending_key", 130, NULLABLE),
    ],
    uniques: [{ name: "access_request_pending", columnNames: ["pending_key"] }],
    indices: [
      list("access_request_by_user", "user_id"),
      list("access_request_by_organization", "organization_id"),
      list("access_request_by_contract", "contract_id"),
    ],
    foreignKeys: [
      foreignKey("access_request_user", ["user_id"], "user_account"),
      foreignKey("access_request_organization", ["organization_id"], "organization"),
      foreignKey("access_request_decided_by", ["decided_by"], "user_account"),
      foreignKey("access_request_grant", ["grant_id"], "profile_grant"),
    ],
    checks: [
      oneOf("access_request_status", "status", ["PENDING", "APPROVED", "REFUSED"]),
      {
        name: "access_request_decided",
        expression:
          "(status = 'PENDING' AND decided_at IS NULL AND decided_by IS NULL AND pending_key IS NOT NULL)" +
          " OR (status <> 'PENDING' AND decided_at IS NOT NULL AND decided_by IS NOT NULL AND pending_key IS NULL)",
      },
      { name: "access_request_granted", expression: "(status = 'APPROVED') = (grant_id IS NOT NULL)" },
      { name: "access_request_reason", expression: "refusal_reason IS NULL OR status = 'REFUSED'" },
    ],
  },
  {
    name: "access_request_service",
    columns: [identifier("request_id", PRIMARY), varchar("service", 32, PRIMARY)],
    foreignKeys: [foreignKey("access_request_service_request", ["request_id"], "access_request")],
    checks: [
      oneOf("access_request_service_known", "service", [
        "INVENTORY",
        "USAGE",
        "INVOICES",
        "SIM_OPERATIONS",
        "OPTIONS",
      ]),
    ],
  },
];
