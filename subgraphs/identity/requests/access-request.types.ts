import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Service } from "../../../schema/access/vocabulary";
import { graphqlEnum, ServiceEnum } from "../../shared/graphql/enums";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { DateTimeScalar } from "../../shared/scalars";
import { ACCESS_REQUEST_STATUSES, type AccessRequestStatus } from "./access-request-status";

/** ACCESS_REQUEST_STATUSES in the API. */
export const AccessRequestStatusEnum = graphqlEnum(ACCESS_REQUEST_STATUSES, "AccessRequestStatus");

/** Instants are epoch milliseconds. */
@ObjectType("AccessRequest", { simpleResolvers: true })
export class AccessRequestType {
  @Field(() => ID)
  id!: string;

  @Field(() => AccessRequestStatusEnum)
  status!: AccessRequestStatus;

  @Field()
  contractNumber!: string;

  @Field(() => String, { nullable: true })
  message!: string | null;

  @Field(() => DateTimeScalar)
  createdAt!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt!: number | null;

  @Field(() => String, { nullable: true })
  refusalReason!: string | null;

  /** Not in the API by themselves: what the fields of objects are looked up by, and the scope path. */
  userId!: string;
  organizationId!: string;
  contractId!: string;
  decidedById!: string | null;
  grantId!: string | null;
}

/** A request of a page, with its cursor. */
@ObjectType("AccessRequestEdge", { simpleResolvers: true })
export class AccessRequestEdgeType {
  @Field(() => AccessRequestType)
  node!: AccessRequestType;

  @Field()
  cursor!: string;
}

/** A page of access requests. */
@ObjectType("AccessRequestConnection", { simpleResolvers: true })
export class AccessRequestConnectionType {
  @Field(() => [AccessRequestEdgeType])
  edges!: readonly AccessRequestEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;
}

/** The contract by its number, and the services that are asked for (R13). */
@InputType("RequestAdditionalReferentInput")
export class RequestAdditionalReferentInput {
  @Field()
  contractNumber!: string;

  @Field(() => [ServiceEnum])
  services!: Service[];

  @Field(() => String, { nullable: true })
  message?: string | null;
}

/** The request that a mutation made or decided. */
@ObjectType("AccessRequestPayload", { simpleResolvers: true })
export class AccessRequestPayloadType {
  @Field(() => AccessRequestType, { nullable: true })
  accessRequest!: AccessRequestType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
