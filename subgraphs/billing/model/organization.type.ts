import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** Identity's entity, to which this subgraph adds what the company is billed. */
@Key("id")
@ObjectType("Organization", { simpleResolvers: true })
export class OrganizationType {
  @Field(() => ID)
  id!: string;
}
