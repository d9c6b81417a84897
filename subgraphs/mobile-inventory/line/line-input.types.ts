import { Field, ID, InputType } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { OrderDirectionEnum, type OrderDirection } from "../../shared/graphql/enums";
import { DateScalar } from "../../shared/scalars";
import {
  MobileLineOrderFieldEnum,
  MobileLineStatusEnum,
  type MobileLineOrderField,
  type MobileLineStatus,
} from "../vocabulary";

@InputType("MobileLineFilter", {
  description:
    "A filter or search over a guarded field finds only lines on which the viewer passes its rule.",
})
export class MobileLineFilter {
  @Field(() => [MobileLineStatusEnum], { nullable: true })
  status?: MobileLineStatus[] | null;

  @Field(() => [ID], { nullable: true })
  contractIds?: string[] | null;

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @Field(() => [ID], { nullable: true })
  tariffPlanIds?: string[] | null;

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "HOLDING_REFERENT"],
    service: "INVENTORY",
  })
  @Field(() => [ID], { nullable: true })
  costCenterIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Beginning or end of the number, beginning of the label or cost centre.",
  })
  search?: string | null;

  @Field(() => DateScalar, { nullable: true })
  activatedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true })
  activatedTo?: string | null;

  @Field(() => DateScalar, { nullable: true })
  terminatedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true })
  terminatedTo?: string | null;
}

@InputType("MobileLineOrder")
export class MobileLineOrder {
  @Field(() => MobileLineOrderFieldEnum)
  field!: MobileLineOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: "ASC" })
  direction!: OrderDirection;
}
