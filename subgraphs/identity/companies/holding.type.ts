import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** A group of companies (R15). */
@Key("id")
@ObjectType("Holding", { simpleResolvers: true })
export class HoldingType {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;
}
