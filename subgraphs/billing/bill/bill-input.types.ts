import { Field, ID, InputType } from "type-graphql";
import { DateScalar } from "../../shared/scalars";
import { BillKindEnum, BillStateEnum, type BillKind, type BillState } from "../model/vocabulary";

@InputType("BillFilter")
export class BillFilter {
  @Field(() => BillKindEnum, { nullable: true })
  kind?: BillKind | null;

  @Field(() => [BillStateEnum], { nullable: true })
  state?: BillState[] | null;

  @Field(() => [ID], { nullable: true })
  contractIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  billingAccountIds?: string[] | null;

  @Field(() => DateScalar, { nullable: true })
  billDateFrom?: string | null;

  @Field(() => DateScalar, { nullable: true })
  billDateTo?: string | null;

  @Field(() => DateScalar, { nullable: true })
  dueFrom?: string | null;

  @Field(() => DateScalar, { nullable: true })
  dueTo?: string | null;

  @Field(() => String, { nullable: true, description: "Beginning of the bill's number." })
  search?: string | null;
}
