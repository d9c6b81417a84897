import { constraintRefusal } from "../../shared/import/constraint-refusal";

/** What the database refuses, in the words of the feed. */
export const refusal = constraintRefusal({
  uq_mobile_line_live_msisdn: { column: "msisdn", reason: "is another line's that is not TERMINATED" },
  uq_sim_iccid: { column: "iccid", reason: "is another line's" },
  uq_sim_imsi: { column: "imsi", reason: "is another line's" },
});
