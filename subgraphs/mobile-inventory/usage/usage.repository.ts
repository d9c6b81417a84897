import type { Caller } from "../../../schema/access/caller";
import type { AccessStatement } from "../../../schema/access/rules";
import { allOf, columns, isOneOf, sql, type Reader } from "../../shared/database";
import { rowsPassing } from "../../shared/scope/scope-sql";
import type { BucketRow } from "./consumption";
import { callerInMonth } from "./month";
import { UsageBucketEntity } from "./usage-bucket.entity";

/** Buckets carry the contract and company of their own time: a right on the line's present ones says nothing of them. */
const BUCKET_COLUMNS = {
  MOBILE_LINE: "u.line_id",
  MOBILE_CONTRACT: "u.contract_id",
  ORGANIZATION: "u.organization_id",
};

/**
 * The buckets of one month of these lines on which the caller passes the rule.
 * @param period `YYYY-MM`; @param rule what the schema says of `MobileLine.usage`
 */
export async function bucketsOfLines(
  reader: Reader,
  caller: Caller,
  rule: AccessStatement | undefined,
  period: string,
  lineIds: readonly string[],
): Promise<BucketRow[]> {
  const where = allOf([
    isOneOf("u.line_id", lineIds),
    sql`u.period = ${period}`,
    rowsPassing(callerInMonth(caller, period), rule, BUCKET_COLUMNS),
  ]);
  const list = columns(UsageBucketEntity, "u", ["lineId", "kind", "allowance", "used", "asOf"]);
  return await reader.rows(sql`SELECT ${list} FROM usage_bucket u WHERE ${where}`);
}
