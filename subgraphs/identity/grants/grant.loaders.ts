import type DataLoader from "dataloader";
import type { Reader } from "../../shared/database";
import { manyByKey } from "../../shared/inventory";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import { servicesOfGrants, type GrantService } from "./grant.repository";
import { mobileLabels, type MobileScope } from "./mobile-labels";

export interface GrantLoaders {
  readonly services: DataLoader<string, readonly GrantService[]>;
  /** What mobile-inventory calls a contract or a line; null when it does not say. */
  readonly mobileLabel: DataLoader<MobileScope, string | null, string>;
}

export function grantLoaders(
  reader: Reader,
  context: Pick<SubgraphContext<unknown, unknown>, "internal" | "logger" | "request">,
): GrantLoaders {
  return {
    services: manyByKey(
      (ids) => servicesOfGrants(reader, ids),
      ({ grantId }) => grantId,
    ),
    mobileLabel: mobileLabels(context),
  };
}
