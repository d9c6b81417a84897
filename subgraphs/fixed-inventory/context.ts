import type { SubgraphContext } from "../shared/subgraph/definition";
import type { FixedLoaders } from "./loaders";

/** What a resolver of this subgraph is given. */
export type FixedContext = SubgraphContext<FixedLoaders, undefined>;
