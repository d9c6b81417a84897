import { ArgsType, Field, Int } from "type-graphql";
import { BillFilter } from "./bill-input.types";

@ArgsType()
export class BillListArguments {
  @Field(() => BillFilter, { nullable: true })
  filter?: BillFilter | null;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
