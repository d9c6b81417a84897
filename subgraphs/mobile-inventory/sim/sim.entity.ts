import { Column, Entity, PrimaryColumn } from "typeorm";
import type { SimAdministrativeState, SimKind } from "../vocabulary";

/** The SIM of a line; a terminated line keeps its last one. */
@Entity("sim")
export class SimEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @Column({ type: "varchar", length: 20 })
  iccid!: string;

  @Column({ type: "varchar", length: 15 })
  imsi!: string;

  @Column({ type: "varchar", length: 8 })
  puk!: string;

  @Column({ type: "varchar", length: 16 })
  kind!: SimKind;

  @Column({ name: "administrative_state", type: "varchar", length: 16 })
  administrativeState!: SimAdministrativeState;
}
