import { Column, Entity, PrimaryColumn } from "typeorm";

/** A service of the operator's catalogue. */
@Entity("fixed_service")
export class FixedServiceEntity {
  @PrimaryColumn({ type: "varchar", length: 64 })
  id!: string;

  @Column({ type: "varchar", length: 100 })
  name!: string;
}

/** A service that a line has, or had; active (R27) while it is not deactivated and the line not TERMINATED. */
@Entity("fixed_line_service")
export class FixedLineServiceEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @PrimaryColumn({ name: "service_id", type: "varchar", length: 64 })
  serviceId!: string;

  @Column({ name: "activated_on", type: "varchar", length: 10 })
  activatedOn!: string;

  @Column({ name: "deactivated_on", type: "varchar", length: 10, nullable: true })
  deactivatedOn!: string | null;
}
