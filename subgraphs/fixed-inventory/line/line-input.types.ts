import { Field, ID, InputType } from "type-graphql";
import { OrderDirectionEnum, type OrderDirection } from "../../shared/graphql/enums";
import { DateScalar } from "../../shared/scalars";
import {
  AccessTechnologyEnum,
  FixedLineOrderFieldEnum,
  FixedLineStatusEnum,
  ServiceFamilyEnum,
  type AccessTechnology,
  type FixedLineOrderField,
  type FixedLineStatus,
  type ServiceFamily,
} from "../model/vocabulary";

/** What narrows a list of fixed lines; everything that is given must fit. */
@InputType("FixedLineFilter")
export class FixedLineFilter {
  @Field(() => [FixedLineStatusEnum], { nullable: true })
  status?: FixedLineStatus[] | null;

  @Field(() => [ServiceFamilyEnum], { nullable: true })
  families?: ServiceFamily[] | null;

  @Field(() => [ID], { nullable: true })
  siteIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  billingAccountIds?: string[] | null;

  @Field(() => [AccessTechnologyEnum], { nullable: true })
  accessTechnologies?: AccessTechnology[] | null;

  @Field(() => String, { nullable: true, description: "Number, site code or site name." })
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

/** By what, and which way, a list of fixed lines is sorted. */
@InputType("FixedLineOrder")
export class FixedLineOrder {
  @Field(() => FixedLineOrderFieldEnum)
  field!: FixedLineOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: "ASC" })
  direction!: OrderDirection;
}
