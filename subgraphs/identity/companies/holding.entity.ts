import { Column, Entity, PrimaryColumn } from "typeorm";

/** A group of companies (R15). */
@Entity("holding")
export class HoldingEntity {
  @PrimaryColumn("varchar", { length: 64 })
  id!: string;

  @Column("varchar", { length: 200 })
  name!: string;
}
