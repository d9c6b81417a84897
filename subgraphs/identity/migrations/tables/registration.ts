import type { TableOptions } from "typeorm";
import { bigint, foreignKey, identifier, oneOf, varchar } from "../../../shared/database/table-parts";
import { NULLABLE, PRIMARY } from "./columns";

const hash = (name: string) => ({ name, type: "varchar", length: "43" });

/** The tables of registrations, proofs, invitations and codes. */
export const registrationTables: readonly TableOptions[] = [
  {
    name: "one_time_code",
    columns: [
      identifier("id", PRIMARY),
      hash("code_hash"),
      bigint("expires_at"),
      bigint("tries"),
      bigint("made"),
    ],
    checks: [
      { name: "one_time_code_tries", expression: "tries >= 0" },
      { name: "one_time_code_made", expression: "made >= 1" },
    ],
  },
  {
    name: "registration",
    columns: [
      identifier("id", PRIMARY),
      { name: "vat_number", type: "varchar", length: "11" },
      varchar("username", 64),
      varchar("display_name", 100),
      varchar("email", 254),
      varchar("mobile_number", 16, NULLABLE),
      varchar("password_hash", 255),
      varchar("language", 2),
      bigint("expires_at"),
    ],
    indices: [{ name: "registration_expired", columnNames: ["expires_at"] }],
    checks: [oneOf("registration_language", "language", ["it", "en"])],
  },
  {
    name: "mobile_number_proof",
    columns: [
      identifier("id", PRIMARY),
      identifier("user_id"),
      varchar("mobile_number", 16),
      bigint("expires_at"),
    ],
    indices: [{ name: "mobile_number_proof_expired", columnNames: ["expires_at"] }],
    foreignKeys: [foreignKey("mobile_number_proof_user", ["user_id"], "user_account")],
  },
  {
    name: "invitation",
    columns: [
      identifier("id", PRIMARY),
      identifier("user_id"),
      identifier("organization_id"),
      hash("token_hash"),
      bigint("expires_at"),
    ],
    uniques: [
      { name: "invitation_token", columnNames: ["token_hash"] },
      { name: "invitation_of_member", columnNames: ["user_id", "organization_id"] },
    ],
    indices: [{ name: "invitation_expired", columnNames: ["expires_at"] }],
    foreignKeys: [
      foreignKey("invitation_membership", ["user_id", "organization_id"], "organization_membership", [
        "user_id",
        "organization_id",
      ]),
    ],
  },
];
