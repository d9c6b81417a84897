import { Field, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { UserType } from "./user.type";

/** What a mutation on a person answers. */
@ObjectType("UserPayload", { simpleResolvers: true })
export class UserPayloadType {
  @Field(() => UserType, { nullable: true })
  user!: UserType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
