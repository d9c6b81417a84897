import { scopePathFunction, type LabelledLookUp } from "../shared/scope/scope-path-function";
import { billingAccountsById, visibleBillingAccountsById } from "./account/billing-account.repository";
import { billingAccountPath } from "./model/scope";

/** Known by their code. */
const billingAccounts: LabelledLookUp = async (reader, caller, ids) => {
  const found =
    caller === null
      ? await billingAccountsById(reader, ids)
      : await visibleBillingAccountsById(reader, caller, ids);
  return found.map((account) => ({
    id: account.id,
    scopes: billingAccountPath(account).scopes,
    label: account.code,
  }));
};

/** Internal function `scopePath` for billing accounts. */
export const scopePath = scopePathFunction({ BILLING_ACCOUNT: billingAccounts });
