import type DataLoader from "dataloader";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { BillingAccount } from "./billing-account.repository";

/** Loaders of billing accounts. */
export interface AccountLoaders {
  /** Null beyond the caller's scope. */
  readonly visibleBillingAccount: DataLoader<string, BillingAccount | null>;
}

/** What the resolvers of billing accounts are called with. */
export type AccountContext = SubgraphContext<AccountLoaders, undefined>;
