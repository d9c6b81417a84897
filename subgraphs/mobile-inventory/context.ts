import type { ActServices } from "../shared/act";
import type { SubgraphContext } from "../shared/subgraph/definition";
import type { MobileLoaders } from "./loaders";

/** What a resolver of this subgraph is given. */
export type MobileContext = SubgraphContext<MobileLoaders, ActServices>;
