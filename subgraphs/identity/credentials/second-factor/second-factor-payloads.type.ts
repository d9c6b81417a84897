import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../../shared/graphql/user-error.type";

/** The secret of a new device, shown once, as text and as `otpauth:` address. */
@ObjectType("EnrolSecondFactorPayload", {
  description: "Shown once; not in force until confirmed.",
  simpleResolvers: true,
})
export class EnrolSecondFactorPayloadType {
  /** Base32. */
  @Field(() => String, { nullable: true })
  secret!: string | null;

  @Field(() => String, { nullable: true })
  otpauthUri!: string | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** The recovery codes, shown once. */
@ObjectType("ConfirmSecondFactorPayload", { simpleResolvers: true })
export class ConfirmSecondFactorPayloadType {
  @Field(() => [String], { nullable: true })
  recoveryCodes!: string[] | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** Whether the second factor was removed, and otherwise why not. */
@ObjectType("RemoveSecondFactorPayload", { simpleResolvers: true })
export class RemoveSecondFactorPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** The password and a code: both prove that it is the owner. */
@InputType("RemoveSecondFactorInput")
export class RemoveSecondFactorInput {
  @Field(() => String)
  password!: string;

  @Field(() => String)
  code!: string;
}
