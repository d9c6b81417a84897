import type DataLoader from "dataloader";
import type { CountRequest, GroupCount } from "../../shared/inventory";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { LineLoaders } from "../line/context";

/** Loaders of counts, beside those of lines and sites. */
export interface SummaryLoaders extends LineLoaders {
  /** Of an organization's lines that meet a condition. */
  readonly familyCounts: DataLoader<CountRequest, readonly GroupCount[]>;
}

/** What the resolvers of counts are called with. */
export type SummaryContext = SubgraphContext<SummaryLoaders, undefined>;
