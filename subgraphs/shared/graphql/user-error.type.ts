import { Field, ObjectType } from "type-graphql";
import type { ErrorCode } from "../../../schema/errors";
import { Shareable } from "../access/directives";
import { ErrorCodeEnum } from "./enums";

/** What the person can put right: BAD_USER_INPUT, CONFLICT, RATE_LIMITED, UNAUTHENTICATED or NOT_FOUND of other ids. */
@Shareable()
@ObjectType("UserError", { simpleResolvers: true })
export class UserErrorType {
  @Field(() => ErrorCodeEnum)
  code!: ErrorCode;

  @Field()
  message!: string;

  @Field(() => [String], { nullable: true, description: "Path of the input that is at fault." })
  field!: string[] | null;
}
