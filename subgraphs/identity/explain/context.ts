import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { CallerSettings } from "../grants/callers/caller.repository";
import type { GrantsLoaders } from "../grants/context";
import type { PreviewTokens } from "./preview-token";

/** What explanations and previews live on. */
export interface ExplainServices extends CallerSettings {
  readonly previews: PreviewTokens;
}

/** What the resolvers of explanations are called with. */
export type ExplainContext = SubgraphContext<GrantsLoaders, ExplainServices>;
