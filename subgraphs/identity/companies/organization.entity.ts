import { Column, Entity, PrimaryColumn } from "typeorm";

/** A company: TM Forum's Organization (TMF632), with its registered office. */
@Entity("organization")
export class OrganizationEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { name: "legal_name", length: 200 })
  legalName!: string;

  /** The legal name as lists sort it. */
  @Column("varchar", { name: "sort_name", length: 100 })
  sortName!: string;

  @Column("varchar", { name: "vat_number", length: 11 })
  vatNumber!: string;

  @Column("varchar", { name: "fiscal_code", length: 16 })
  fiscalCode!: string;

  @Column("varchar", { name: "holding_id", length: 64, nullable: true })
  holdingId!: string | null;

  @Column("varchar", { name: "street_name", length: 200 })
  streetName!: string;

  @Column("varchar", { name: "street_nr", length: 20, nullable: true })
  streetNr!: string | null;

  @Column("varchar", { length: 20 })
  postcode!: string;

  @Column("varchar", { length: 100 })
  locality!: string;

  @Column("varchar", { name: "state_or_province", length: 100 })
  stateOrProvince!: string;

  @Column("varchar", { length: 2 })
  country!: string;
}
