import type DataLoader from "dataloader";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { Site } from "./site.repository";

/** Loaders of sites, keyed by their ids. */
export interface SiteLoaders {
  /** Null beyond the caller's scope. */
  readonly visibleSite: DataLoader<string, Site | null>;
  /** Of lines that were reached: a line's site is reachable whenever the line is. */
  readonly siteOfLine: DataLoader<string, Site | null>;
}

/** What the resolvers of sites are called with. */
export type SiteContext = SubgraphContext<SiteLoaders, undefined>;
