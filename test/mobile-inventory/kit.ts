import { mobileInventory } from "../../subgraphs/mobile-inventory/subgraph";
import type { TestDatabases } from "../kit/databases";
import { openSubgraph, type TestSubgraph } from "../kit/subgraph";

export { caller, entity, NOW, personasOf, type GrantOf } from "../kit/subgraph";

export type Mobile = TestSubgraph;

/** The subgraph on a database of its own, empty. */
export const openMobile = (open: TestDatabases["open"]): Promise<Mobile> =>
  openSubgraph(mobileInventory, open);
