import type DataLoader from "dataloader";
import type { SubgraphContext } from "../../shared/subgraph/definition";
import type { ActiveService } from "../service/service.repository";
import type { SiteLoaders } from "../site/context";
import type { FixedLine } from "./line.repository";
import type { SiteLineLoaders } from "./site-line.loaders";

/** Loaders of lines, and of the sites that they are at. `visible…` answer null beyond the caller's scope. */
export interface LineLoaders extends SiteLoaders, SiteLineLoaders {
  readonly visibleLine: DataLoader<string, FixedLine | null>;
  /** By the number that a line has now. */
  readonly visibleLineByNumber: DataLoader<string, FixedLine | null>;
  /** The active ones of each line (R27). */
  readonly services: DataLoader<string, readonly ActiveService[]>;
}

/** What the resolvers of lines are called with. */
export type LineContext = SubgraphContext<LineLoaders, undefined>;
