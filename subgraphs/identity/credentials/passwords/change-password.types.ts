import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../../shared/graphql/user-error.type";

/** The present password and the new one. */
@InputType("ChangePasswordInput")
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String)
  newPassword!: string;
}

/** Whether the password was changed, and otherwise why not. */
@ObjectType("ChangePasswordPayload", { simpleResolvers: true })
export class ChangePasswordPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
