import { Field, ID, InputType } from "type-graphql";
import { ObjectRefInput } from "../../shared/graphql/object-ref.type";
import { DateTimeScalar } from "../../shared/scalars";
import type { AuditOutcome } from "../../shared/audit";
import { AuditOutcomeEnum } from "./audit-event.type";

/** All that are given must fit. */
@InputType("AuditFilter")
export class AuditFilter {
  @Field(() => ID, { nullable: true })
  actorId?: string | null;

  @Field(() => String, { nullable: true })
  action?: string | null;

  @Field(() => ObjectRefInput, { nullable: true })
  target?: ObjectRefInput | null;

  @Field(() => AuditOutcomeEnum, { nullable: true })
  outcome?: AuditOutcome | null;

  /** Epoch milliseconds, included. */
  @Field(() => DateTimeScalar, { nullable: true })
  from?: number | null;

  /** Epoch milliseconds, included. */
  @Field(() => DateTimeScalar, { nullable: true })
  to?: number | null;
}
