import { Entity, PrimaryColumn } from "typeorm";
import type { Service } from "../../../schema/access/vocabulary";

/** One service that a MOBILE_ADDITIONAL grant names (R12). */
@Entity("profile_grant_service")
export class ProfileGrantServiceEntity {
  @PrimaryColumn("varchar", { name: "grant_id", length: 64 })
  grantId!: string;

  @PrimaryColumn("varchar", { length: 32 })
  service!: Service;
}
