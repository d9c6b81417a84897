import { ArgsType, Field, ID, Int } from "type-graphql";
import { MsisdnScalar } from "../../shared/scalars";
import { MobileLineFilter, MobileLineOrder } from "./line-input.types";

@ArgsType()
export class LineListArguments {
  @Field(() => MobileLineFilter, { nullable: true })
  filter?: MobileLineFilter | null;

  @Field(() => MobileLineOrder, { nullable: true })
  orderBy?: MobileLineOrder | null;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

/** Exactly one of the two. */
@ArgsType()
export class LineIdentityArguments {
  @Field(() => ID, { nullable: true })
  id?: string | null;

  @Field(() => MsisdnScalar, { nullable: true })
  msisdn?: string | null;
}
