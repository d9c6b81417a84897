import { Field, ID, Int, ObjectType } from "type-graphql";
import { graphqlEnum } from "../../shared/graphql/enums";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateTimeScalar } from "../../shared/scalars";
import { AUDIT_OUTCOMES, type AuditOutcome } from "../../shared/audit";

/** AUDIT_OUTCOMES in the API. */
export const AuditOutcomeEnum = graphqlEnum(AUDIT_OUTCOMES, "AuditOutcome");

/** The object that an event is about, named as it was then. */
@ObjectType("AuditTarget", { simpleResolvers: true })
export class AuditTargetType {
  @Field()
  type!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  label!: string | null;
}

/** An event of a company's trail (docs/audit.md). */
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

/** An event of a page, with its cursor. */
@ObjectType("AuditEventEdge", { simpleResolvers: true })
export class AuditEventEdgeType {
  @Field(() => AuditEventType)
  node!: AuditEventType;

  @Field()
  cursor!: string;
}

/** A page of a company's trail. */
@ObjectType("AuditEventConnection", { simpleResolvers: true })
export class AuditEventConnectionType {
  @Field(() => [AuditEventEdgeType])
  edges!: readonly AuditEventEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}
