import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../../../shared/graphql/user-error.type";
import { DateTimeScalar } from "../../../shared/scalars";
import { ViewerType } from "../../people/viewer.type";
import { SessionType } from "./session.type";

/** The first step of a sign-in with a second factor: what the second step presents. */
@ObjectType("SignInChallenge", { simpleResolvers: true })
export class SignInChallengeType {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTimeScalar)
  expiresAt!: number;
}

/** The challenge and the code that answers it. */
@InputType("ConfirmSignInInput")
export class ConfirmSignInInput {
  @Field(() => ID)
  challengeId!: string;

  @Field(() => String, { description: "A TOTP or a recovery code." })
  code!: string;
}

/** The tokens of a session with its viewer, or a challenge, or why neither. */
@ObjectType("SignInPayload", { simpleResolvers: true })
export class SignInPayloadType {
  @Field(() => String, { nullable: true })
  accessToken!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Null where the client asked for a cookie (header `x-session: cookie`): an HttpOnly, SameSite one holds it then.",
  })
  refreshToken!: string | null;

  /** Of the access token; epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: number | null;

  @Field(() => SignInChallengeType, {
    nullable: true,
    description: "Set, in place of the tokens, where a second factor is needed.",
  })
  challenge!: SignInChallengeType | null;

  @Field(() => ViewerType, { nullable: true })
  viewer!: ViewerType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** What signing out answers. */
@ObjectType("SignOutPayload", { simpleResolvers: true })
export class SignOutPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** What ending one session answers. */
@ObjectType("EndSessionPayload", { simpleResolvers: true })
export class EndSessionPayloadType {
  @Field(() => SessionType, { nullable: true })
  session!: SessionType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** How many sessions were ended. */
@ObjectType("EndAllSessionsPayload", { simpleResolvers: true })
export class EndAllSessionsPayloadType {
  @Field(() => Int, { nullable: true })
  ended!: number | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
