import { Field, InputType, ObjectType } from "type-graphql";
import { UserErrorType } from "../../../shared/graphql/user-error.type";

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

@ObjectType("ConfirmSecondFactorPayload", { simpleResolvers: true })
export class ConfirmSecondFactorPayloadType {
  @Field(() => [String], { nullable: true })
  recoveryCodes!: string[] | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@ObjectType("RemoveSecondFactorPayload", { simpleResolvers: true })
export class RemoveSecondFactorPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@InputType("RemoveSecondFactorInput")
export class RemoveSecondFactorInput {
  @Field(() => String)
  password!: string;

  @Field(() => String)
  code!: string;
}
