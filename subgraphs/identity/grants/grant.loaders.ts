import type DataLoader from "dataloader";
import type { Reader } from "../../shared/database";
import { manyByKey, oneByKey } from "../../shared/inventory";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import { grantsById, servicesOfGrants, type GrantService } from "./grant.repository";
import { inForce } from "./in-force";
import { mobileLabels, type MobileScope } from "./mobile-labels";
import type { ProfileGrantType } from "./profile-grant.type";

/** Loaders of grants. */
export interface GrantLoaders {
  /** In force at the caller's instant, whoever holds it: for grants that were found for the asker already. */
  readonly byId: DataLoader<string, ProfileGrantType | null>;
  readonly services: DataLoader<string, readonly GrantService[]>;
  /** What mobile-inventory calls a contract or a line; null when it does not say. */
  readonly mobileLabel: DataLoader<MobileScope, string | null, string>;
}

/** Makes the loaders of grants; labels are asked from mobile-inventory. */
export function grantLoaders(
  reader: Reader,
  context: Pick<SubgraphContext<unknown, unknown>, "caller" | "internal" | "logger" | "request">,
): GrantLoaders {
  return {
    byId: oneByKey(
      (ids) => grantsById(reader, ids, inForce("g", context.caller.at)),
      ({ id }) => id,
    ),
    services: manyByKey(
      (ids) => servicesOfGrants(reader, ids),
      ({ grantId }) => grantId,
    ),
    mobileLabel: mobileLabels(context),
  };
}
