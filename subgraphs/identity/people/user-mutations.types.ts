import { Field, ID, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { UserType } from "./user.type";

@InputType("DeactivateUserInput")
export class DeactivateUserInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID)
  userId!: string;
}

@ObjectType("UserPayload", { simpleResolvers: true })
export class UserPayloadType {
  @Field(() => UserType, { nullable: true })
  user!: UserType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
