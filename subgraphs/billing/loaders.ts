import { oneByKey } from "../shared/inventory";
import type { SubgraphContext } from "../shared/subgraph/definition";
import { visibleBillingAccountsById } from "./account/billing-account.repository";
import type { AccountLoaders } from "./account/context";
import { createBillLoaders, type BillLoaders } from "./bill/bill.loaders";
import type { BillLineLoaders } from "./line/context";
import { createLineLoaders } from "./line/lines-of-bill";
import { createSumLoaders, type SumLoaders } from "./summary/sum.loaders";

/** Every loader that a folder of this subgraph names: born with a request and keyed by its caller. */
export type BillingLoaders = AccountLoaders & BillLoaders & BillLineLoaders & SumLoaders;

/** Makes the loaders of a request. */
export function createLoaders({
  caller,
  database,
}: SubgraphContext<BillingLoaders, undefined>): BillingLoaders {
  const reader = database.read;
  return {
    visibleBillingAccount: oneByKey(
      (ids) => visibleBillingAccountsById(reader, caller, ids),
      ({ id }) => id,
    ),
    linesOfBills: createLineLoaders(reader),
    ...createBillLoaders(reader, caller),
    ...createSumLoaders(reader),
  };
}
