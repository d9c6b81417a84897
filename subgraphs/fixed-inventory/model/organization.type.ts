import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../../shared/access/directives";

/** Identity's entity, to which this subgraph adds the fixed inventory. */
@Key("id")
@ObjectType("Organization", { simpleResolvers: true })
export class OrganizationType {
  @Field(() => ID)
  id!: string;
}
