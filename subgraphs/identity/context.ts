import type { SubgraphContext } from "../shared/subgraph/definition";
import type { IdentityLoaders } from "./loaders";
import type { IdentityServices } from "./services";

/** What identity's resolvers are called with. */
export type IdentityContext = SubgraphContext<IdentityLoaders, IdentityServices>;
