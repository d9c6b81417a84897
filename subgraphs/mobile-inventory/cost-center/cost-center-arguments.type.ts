import { ArgsType, Field, Int } from "type-graphql";

@ArgsType()
export class CostCenterListArguments {
  @Field(() => String, { nullable: true })
  search?: string | null;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
