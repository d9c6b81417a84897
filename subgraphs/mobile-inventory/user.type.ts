import { Field, ID, ObjectType } from "type-graphql";
import { Key } from "../shared/access/directives";

/** Identity's entity, which this subgraph only names. */
@Key("id", { resolvable: false })
@ObjectType("User", { simpleResolvers: true })
export class UserType {
  @Field(() => ID)
  id!: string;
}
