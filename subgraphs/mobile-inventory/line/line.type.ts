import { Field, ID, Int, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";
import { CoverageType } from "../../shared/graphql/coverage.type";
import { PageInfoType } from "../../shared/graphql/page-info.type";
import { DateScalar, MsisdnScalar } from "../../shared/scalars";
import { MobileLineStatusEnum, type MobileLineStatus } from "../vocabulary";

@Key("id")
@ObjectType("MobileLine", { simpleResolvers: true })
export class MobileLineType {
  @Field(() => ID)
  id!: string;

  @Field(() => MsisdnScalar)
  msisdn!: string;

  @Field(() => MobileLineStatusEnum)
  status!: MobileLineStatus;

  @Field(() => DateScalar)
  activatedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Set if and only if TERMINATED." })
  terminatedOn!: string | null;

  @Field(() => DateScalar, { nullable: true })
  frozenOn!: string | null;

  @Field(() => String, { nullable: true })
  label!: string | null;

  @Field(() => Boolean, { nullable: true })
  roaming!: boolean | null;
}

@ObjectType("MobileLineEdge", { simpleResolvers: true })
export class MobileLineEdgeType {
  @Field(() => MobileLineType)
  node!: MobileLineType;

  @Field()
  cursor!: string;
}

@ObjectType("MobileLineConnection", { simpleResolvers: true })
export class MobileLineConnectionType {
  @Field(() => [MobileLineEdgeType])
  edges!: MobileLineEdgeType[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;

  /** Called when the field is asked for. */
  @Field(() => Int, { nullable: true })
  totalCount!: () => Promise<number>;

  @Field(() => CoverageType)
  coverage!: CoverageType;
}
