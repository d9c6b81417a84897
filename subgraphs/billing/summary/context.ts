import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { AccountLoaders } from "../account/context";
import type { SumLoaders } from "./sum.loaders";

/** What the resolvers of sums are called with. */
export type SumContext = SubgraphContext<SumLoaders & AccountLoaders, undefined>;
