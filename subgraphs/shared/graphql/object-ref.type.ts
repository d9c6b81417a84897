import { Field, ID, InputType } from "type-graphql";

@InputType("ObjectRef", { description: "Names one object; `type` is its GraphQL type." })
export class ObjectRefInput {
  @Field()
  type!: string;

  @Field(() => ID)
  id!: string;
}
