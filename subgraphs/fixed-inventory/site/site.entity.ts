import { Column, Entity, PrimaryColumn } from "typeorm";
import { HiddenColumn, type Hidden } from "../../shared/database";

/** A place of one company, known there by its code. */
@Entity("site")
export class SiteEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ name: "organization_id", type: "varchar", length: 64 })
  organizationId!: string;

  @Column({ type: "varchar", length: 32 })
  code!: string;

  @Column({ type: "varchar", length: 100 })
  name!: string;

  @HiddenColumn({ name: "code_folded", type: "varchar", length: 100 })
  codeFolded!: Hidden<string>;

  @HiddenColumn({ name: "name_folded", type: "varchar", length: 100 })
  nameFolded!: Hidden<string>;

  @Column({ name: "street_name", type: "varchar", length: 200 })
  streetName!: string;

  @Column({ name: "street_nr", type: "varchar", length: 20, nullable: true })
  streetNr!: string | null;

  @Column({ type: "varchar", length: 20 })
  postcode!: string;

  @Column({ type: "varchar", length: 100 })
  locality!: string;

  @Column({ name: "state_or_province", type: "varchar", length: 100 })
  stateOrProvince!: string;

  /** ISO 3166-1 alpha-2. */
  @Column({ type: "varchar", length: 2 })
  country!: string;
}
