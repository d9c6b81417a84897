import { Field, ObjectType } from "type-graphql";
import { UserErrorType } from "../../shared/graphql/user-error.type";
import { MobileLineType } from "./holders/mobile-line.type";
import { ProfileGrantType } from "./profile-grant.type";

/** The grant that a mutation gave or ended. */
@ObjectType("GrantPayload", { simpleResolvers: true })
export class GrantPayloadType {
  @Field(() => ProfileGrantType, { nullable: true })
  grant!: ProfileGrantType | null;

  @Field(() => [ProfileGrantType], {
    nullable: true,
    description: "Ended in the same step, e.g. the master before.",
  })
  ended!: readonly ProfileGrantType[] | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

/** The line whose user a mutation set. */
@ObjectType("LineUserPayload", { simpleResolvers: true })
export class LineUserPayloadType {
  @Field(() => MobileLineType, { nullable: true })
  line!: Pick<MobileLineType, "id"> | null;

  @Field(() => ProfileGrantType, { nullable: true })
  grant!: ProfileGrantType | null;

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}
