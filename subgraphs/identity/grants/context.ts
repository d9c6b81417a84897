import type { ActingContext } from "../act/context";
import type { CompaniesLoaders } from "../companies/context";
import type { CallerSettings } from "./callers/caller.repository";
import type { GrantLoaders } from "./grant.loaders";
import type { HolderLoaders } from "./holders/holder.loaders";

/** Loaders of grants and their holders, and of the companies that they lie in. */
export interface GrantsLoaders extends CompaniesLoaders {
  readonly grant: GrantLoaders;
  readonly holder: HolderLoaders;
}

/** What the resolvers and acts of grants are called with. */
export type GrantsContext = ActingContext<GrantsLoaders, CallerSettings>;
