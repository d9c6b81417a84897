import { Field, ID, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";

/** The registration that waits for its code. */
@ObjectType("RegisterPayload", { simpleResolvers: true })
export class RegisterPayloadType {
  @Field(() => ID, { nullable: true })
  registrationId!: string | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** From when on another code may be asked for. */
@ObjectType("ResendCodePayload", { simpleResolvers: true })
export class ResendCodePayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** The proof of a number that waits for its code. */
@ObjectType("ProofPayload", {
  simpleResolvers: true,
  description: "The code goes to the number; the same answer whether or not the line exists.",
})
export class ProofPayloadType {
  @Field(() => ID, { nullable: true })
  proofId!: string | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
