import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { EmailAddressScalar, VatNumberScalar } from "../../shared/scalars";

@InputType("RecoverUsernameInput", { description: "Exactly one." })
export class RecoverUsernameInput {
  @Field(() => EmailAddressScalar, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true })
  fiscalCode?: string | null;

  @Field(() => VatNumberScalar, { nullable: true })
  vatNumber?: string | null;
}

@InputType("RequestPasswordResetInput", { description: "Exactly one." })
export class RequestPasswordResetInput extends RecoverUsernameInput {
  @Field(() => String, { nullable: true })
  username?: string | null;
}

@InputType("ResetPasswordInput")
export class ResetPasswordInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  newPassword!: string;
}

@ObjectType("RecoveryPayload", {
  description: "The same answer whether or not the account exists.",
  simpleResolvers: true,
})
export class RecoveryPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
