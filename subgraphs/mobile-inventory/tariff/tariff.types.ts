import { Field, ID, ObjectType } from "type-graphql";

@ObjectType("TariffPlan", { simpleResolvers: true })
export class TariffPlanType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;
}

@ObjectType("LineOption", { simpleResolvers: true })
export class LineOptionType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;
}
