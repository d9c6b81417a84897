import { scopePathFunction, type LabelledLookUp } from "../shared/scope/scope-path-function";
import {
  billingAccountsById,
  reachableBillingAccountsById,
} from "./billing-account/billing-account.repository";
import { linesById, visibleLinesById } from "./line/line.repository";
import { billingAccountPath } from "./model/scope";

/** Known by their code. */
const billingAccounts: LabelledLookUp = async (reader, caller, ids) => {
  const found =
    caller === null
      ? await billingAccountsById(reader, ids)
      : await reachableBillingAccountsById(reader, caller, ids);
  return found.map(({ id, organizationId, code }) => ({
    id,
    scopes: billingAccountPath({ billingAccountId: id, organizationId }).scopes,
    label: code,
  }));
};

/** Known by their number. */
const lines: LabelledLookUp = async (reader, caller, ids) => {
  const found = caller === null ? await linesById(reader, ids) : await visibleLinesById(reader, caller, ids);
  return found.map((line) => ({ id: line.id, scopes: billingAccountPath(line).scopes, label: line.number }));
};

/** Internal function `scopePath` for lines and, until billing exists, for billing accounts (access.md). */
export const scopePath = scopePathFunction({ BILLING_ACCOUNT: billingAccounts, FIXED_LINE: lines });
