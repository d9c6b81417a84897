import type { Imports } from "../../shared/import";
import { billingAccountsImport } from "./billing-accounts";
import { billsImport } from "./bills";
import { billPaymentsImport } from "./bill-payments";

/** The kinds of file that billing takes, in the order of a first feed. */
export const billingImports: Imports = {
  "billing-accounts": billingAccountsImport,
  bills: billsImport,
  "bill-payments": billPaymentsImport,
};
