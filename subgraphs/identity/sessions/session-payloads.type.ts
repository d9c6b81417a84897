import { Field, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { DateTimeScalar } from "../../shared/scalars";
import { ViewerType } from "../viewer/viewer.type";
import { SessionType } from "./session.type";

@ObjectType("SignInPayload", { simpleResolvers: true })
export class SignInPayloadType {
  @Field(() => String, { nullable: true })
  accessToken!: string | null;

  @Field(() => String, { nullable: true })
  refreshToken!: string | null;

  /** Of the access token; epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: number | null;

  @Field(() => ViewerType, { nullable: true })
  viewer!: ViewerType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@ObjectType("SignOutPayload", { simpleResolvers: true })
export class SignOutPayloadType {
  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@ObjectType("EndSessionPayload", { simpleResolvers: true })
export class EndSessionPayloadType {
  @Field(() => SessionType, { nullable: true })
  session!: SessionType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

@ObjectType("EndAllSessionsPayload", { simpleResolvers: true })
export class EndAllSessionsPayloadType {
  @Field(() => Int, { nullable: true })
  ended!: number | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
