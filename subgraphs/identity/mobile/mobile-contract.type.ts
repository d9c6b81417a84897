import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** What identity adds to mobile-inventory's contract. */
@Key("id")
@ObjectType("MobileContract", { simpleResolvers: true })
export class MobileContractType {
  @Field(() => ID)
  id!: string;
}
