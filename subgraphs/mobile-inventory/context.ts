import type { SubgraphContext } from "../shared/subgraph/definition";
import type { ActServices } from "../shared/act";
import type { Chores } from "../shared/work/chores";
import type { MobileLoaders } from "./loaders";

/** What the mobile inventory lives on beside its database. */
export interface MobileServices extends ActServices {
  /** What this subgraph does by itself, beside the delivery of records. */
  readonly own: Chores<"jobs" | "actions" | "refusals" | "oldJobs">;
}

/** What a resolver of this subgraph is given. */
export type MobileContext = SubgraphContext<MobileLoaders, MobileServices>;
