/** Thrown for a plan that would be answered wrongly, or refused by a subgraph. The message is for logs. */
export class WrongPlanError extends Error {
  override readonly name = "WrongPlanError";
}
