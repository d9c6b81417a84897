import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../../shared/graphql/user-error.type";

@InputType("ChangePasswordInput")
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String)
  newPassword!: string;
}

@ObjectType("ChangePasswordPayload", { simpleResolvers: true })
export class ChangePasswordPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
