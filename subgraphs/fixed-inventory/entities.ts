import { BillingAccountEntity } from "./billing-account/billing-account.entity";
import { FixedLineEntity } from "./line/line.entity";
import { FixedLineServiceEntity, FixedServiceEntity } from "./service/service.entities";
import { SiteEntity } from "./site/site.entity";

/** Every table of the subgraph. */
export const entities = [
  SiteEntity,
  BillingAccountEntity,
  FixedLineEntity,
  FixedServiceEntity,
  FixedLineServiceEntity,
];
