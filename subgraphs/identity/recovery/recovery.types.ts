import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { EmailAddressScalar, VatNumberScalar } from "../../shared/scalars";

/** By what somebody is known who forgot their user name: exactly one of these. */
@InputType("RecoverUsernameInput", { description: "Exactly one." })
export class RecoverUsernameInput {
  @Field(() => EmailAddressScalar, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true })
  fiscalCode?: string | null;

  @Field(() => VatNumberScalar, { nullable: true })
  vatNumber?: string | null;
}

/** By what somebody is known who forgot their password: exactly one of these. */
@InputType("RequestPasswordResetInput", { description: "Exactly one." })
export class RequestPasswordResetInput extends RecoverUsernameInput {
  @Field(() => String, { nullable: true })
  username?: string | null;
}

/** The token of the mail, the new password, and a code where the account has a second factor. */
@InputType("ResetPasswordInput")
export class ResetPasswordInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  newPassword!: string;
}

/** The same answer whether or not there is such an account. */
@ObjectType("RecoveryPayload", {
  description: "The same answer whether or not the account exists.",
  simpleResolvers: true,
})
export class RecoveryPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
