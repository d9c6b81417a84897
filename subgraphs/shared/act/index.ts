export { countAttempt, createActs, type Acts, type Answered } from "./act";
export { actInBatches, type AllowedObject, type Batches, type BatchOutcome } from "./batches";
export { inTurn } from "./company-queue";
export { notFound } from "./decide-again";
export type { ActContext, ActPorts } from "./ports";
export { Refused, refuseFaults } from "./refused";
export type { Act, ActEntry, ActSpec, PersonalAct, RuledAct } from "./spec";
export {
  actsThroughIdentity,
  createActServices,
  personActsThroughIdentity,
  type ActServices,
} from "./through-identity";
