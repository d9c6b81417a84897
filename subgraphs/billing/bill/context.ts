import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { AccountLoaders } from "../account/context";
import type { BillLoaders } from "./bill.loaders";

/** What the resolvers of bills are called with. */
export type BillContext = SubgraphContext<BillLoaders & AccountLoaders, undefined>;
