import { Field, ID, InputType } from "type-graphql";

/** An object by its GraphQL type and id. */
@InputType("ObjectRef", { description: "Names one object; `type` is its GraphQL type." })
export class ObjectRefInput {
  @Field()
  type!: string;

  @Field(() => ID)
  id!: string;
}
