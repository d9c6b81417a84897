import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../shared/graphql/enums";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateTimeScalar } from "../../shared/scalars";
import { AUDIT_OUTCOMES, type AuditOutcome } from "../../shared/audit";

export const AuditOutcomeEnum = graphqlEnum(AUDIT_OUTCOMES, "AuditOutcome");

@ObjectType("AuditTarget", { simpleResolvers: true })
export class AuditTargetType {
  @Field()
  type!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  label!: string | null;
}

@ObjectType("AuditEvent", { simpleResolvers: true })
export class AuditEventType {
  @Field(() => ID)
  id!: string;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  at!: number;

  @Field({ description: 'Coordinate of what was done or read, e.g. "Mutation.grantProfile".' })
  action!: string;

  @Field(() => AuditTargetType, { nullable: true })
  target!: AuditTargetType | null;

  @Field(() => AuditOutcomeEnum)
  outcome!: AuditOutcome;

  @Field(() => String, {
    nullable: true,
    description: "As given by the actor, e.g. to revealCounterparties.",
  })
  reason!: string | null;

  @Field(() => String, { nullable: true })
  requestId!: string | null;

  /** Not in the API: what `actor` is looked up by. */
  actorId!: string | null;
}

@ObjectType("AuditEventEdge", { simpleResolvers: true })
export class AuditEventEdgeType {
  @Field(() => AuditEventType)
  node!: AuditEventType;

  @Field()
  cursor!: string;
}

@ObjectType("AuditEventConnection", { simpleResolvers: true })
export class AuditEventConnectionType {
  @Field(() => [AuditEventEdgeType])
  edges!: readonly AuditEventEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
