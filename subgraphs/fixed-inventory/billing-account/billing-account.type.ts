import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** Billing's entity, to which lines point. */
@Key("id", { resolvable: false })
@ObjectType("BillingAccount", { simpleResolvers: true })
export class BillingAccountType {
  @Field(() => ID)
  id!: string;
}
