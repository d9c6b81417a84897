import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";

/** A cost centre of one company, known there by its code. */
@Entity("cost_center")
export class CostCenterEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 32 })
  code!: string;

  @Column({ type: "varchar", length: 100, nullable: true })
  name!: string | null;

  @HiddenColumn({ name: "code_folded", type: "varchar", length: 100 })
  codeFolded!: Hidden<string>;

  @HiddenColumn({ name: "name_folded", type: "varchar", length: 100, nullable: true })
  nameFolded!: Hidden<string | null>;
}
