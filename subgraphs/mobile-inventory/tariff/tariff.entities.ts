import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("tariff_plan")
export class TariffPlanEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 100 })
  name!: string;
}

@Entity("line_option")
export class LineOptionEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 100 })
  name!: string;
}

/** An option that is active on a line. */
@Entity("mobile_line_option")
export class MobileLineOptionEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @PrimaryColumn({ name: "option_id", type: "varchar", length: 64 })
  optionId!: string;
}
