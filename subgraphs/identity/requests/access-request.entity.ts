import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Service } from "../../../schema/access/vocabulary";
import type { AccessRequestStatus } from "./access-request-status";

/** R13: somebody's wish to be additional referent of a contract. Instants are epoch milliseconds. */
@Entity("access_request")
export class AccessRequestEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "user_id", length: 64 })
  userId!: string;

  @Column("varchar", { name: "organization_id", length: 64 })
  organizationId!: string;

  @Column("varchar", { name: "contract_id", length: 64 })
  contractId!: string;

  @Column("varchar", { name: "contract_number", length: 32 })
  contractNumber!: string;

  @Column("varchar", { length: 500, nullable: true })
  message!: string | null;

  @Column("varchar", { length: 16 })
  status!: AccessRequestStatus;

  @Column("bigint", { name: "created_at" })
  createdAt!: number;

  @Column("bigint", { name: "decided_at", nullable: true })
  decidedAt!: number | null;

  @Column("varchar", { name: "decided_by", length: 64, nullable: true })
  decidedBy!: string | null;

  @Column("varchar", { name: "refusal_reason", length: 500, nullable: true })
  refusalReason!: string | null;

  /** The grant that approving it gave. */
  @Column("varchar", { name: "grant_id", length: 64, nullable: true })
  grantId!: string | null;

  /** Unique: one pending request for each person and contract. NULL once decided, as MySQL has no partial index. */
  @Column("varchar", { name: "pending_key", length: 130, nullable: true })
  pendingKey!: string | null;
}

/** One service that a request names (R12). */
@Entity("access_request_service")
export class AccessRequestServiceEntity {
  @PrimaryColumn("varchar", { name: "request_id", length: 64 })
  requestId!: string;

  @PrimaryColumn("varchar", { length: 32 })
  service!: Service;
}
