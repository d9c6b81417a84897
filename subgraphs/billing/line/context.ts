import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { LinesOfBills } from "./lines-of-bill";

/** Loaders of charges. */
export interface BillLineLoaders {
  /** Of bills that were reached. */
  readonly linesOfBills: LinesOfBills;
}

/** What the resolvers of charges are called with. */
export type BillLineContext = SubgraphContext<BillLineLoaders, undefined>;
