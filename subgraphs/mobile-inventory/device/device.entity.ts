import { Column, Entity, PrimaryColumn } from "typeorm";

/** The device of a line. An IMEI is not unique: a device moves on to another line, and the old one keeps its record. */
@Entity("device")
export class DeviceEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @Column({ type: "varchar", length: 15, nullable: true })
  imei!: string | null;

  @Column({ type: "varchar", length: 100, nullable: true })
  model!: string | null;
}
