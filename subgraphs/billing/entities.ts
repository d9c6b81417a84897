import { BillingAccountEntity } from "./account/billing-account.entity";
import { BillEntity } from "./bill/bill.entity";
import { BillPaymentEntity } from "./bill/bill-payment.entity";
import { BillLineEntity } from "./line/bill-line.entity";
import { BillSumEntity } from "./summary/bill-sum.entity";

/** Every table of the subgraph. */
export const entities = [BillingAccountEntity, BillEntity, BillLineEntity, BillPaymentEntity, BillSumEntity];
