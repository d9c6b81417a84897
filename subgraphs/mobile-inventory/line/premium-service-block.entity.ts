import { Entity, PrimaryColumn } from "typeorm";
import type { PremiumService } from "../vocabulary";

/** One kind of premium service that a line may not use. */
@Entity("premium_service_block")
export class PremiumServiceBlockEntity {
  @PrimaryColumn({ name: "line_id", type: "varchar", length: 64 })
  lineId!: string;

  @PrimaryColumn({ type: "varchar", length: 32 })
  service!: PremiumService;
}
