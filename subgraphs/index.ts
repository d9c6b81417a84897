import { billing } from "./billing/subgraph";
import { fixedInventory } from "./fixed-inventory/subgraph";
import { identity } from "./identity/subgraph";
import { mobileInventory } from "./mobile-inventory/subgraph";
import type { SubgraphDefinition } from "./shared/subgraph/definition";

/** Every subgraph of the product, in the order of their ports. */
export const subgraphDefinitions: readonly SubgraphDefinition[] = [
  identity as SubgraphDefinition,
  mobileInventory as SubgraphDefinition,
  fixedInventory as SubgraphDefinition,
  billing as SubgraphDefinition,
];

/** Where the first of them listens unless told otherwise; the others follow. */
export const FIRST_PORT = 4001;
