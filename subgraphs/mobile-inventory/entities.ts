import { AuditOutboxEntity } from "../shared/audit";
import { ThrottleEntity } from "../shared/throttle/throttle.entity";
import { LineActionEntity } from "./actions/line-action.entity";
import { BulkJobEntity, BulkJobRowEntity } from "./bulk/bulk-job.entities";
import { MobileContractEntity } from "./contract/contract.entity";
import { CostCenterEntity } from "./cost-center/cost-center.entity";
import { DeviceEntity } from "./device/device.entity";
import { MobileLineEntity } from "./line/line.entity";
import { PremiumServiceBlockEntity } from "./line/premium-service-block.entity";
import { SimEntity } from "./sim/sim.entity";
import { LineOptionEntity, MobileLineOptionEntity, TariffPlanEntity } from "./tariff/tariff.entities";
import { UsageBucketEntity } from "./usage/usage-bucket.entity";

/** Every table of the subgraph. */
export const entities = [
  MobileContractEntity,
  TariffPlanEntity,
  LineOptionEntity,
  CostCenterEntity,
  MobileLineEntity,
  MobileLineOptionEntity,
  PremiumServiceBlockEntity,
  SimEntity,
  DeviceEntity,
  UsageBucketEntity,
  LineActionEntity,
  BulkJobEntity,
  BulkJobRowEntity,
  AuditOutboxEntity,
  ThrottleEntity,
];
