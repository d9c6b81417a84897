import { Field, ObjectType } from "type-graphql";
import type { Profile, Service } from "../../../schema/access/vocabulary";
import type { ErrorCode } from "../../../schema/errors";
import { ErrorCodeEnum, ProfileEnum, ServiceEnum } from "../../shared/graphql/enums";
import { ProfileGrantType } from "../grants/profile-grant.type";

/** One rule of a coordinate: which profiles pass it. */
@ObjectType("AccessRule", { simpleResolvers: true })
export class AccessRuleType {
  @Field(() => [ProfileEnum])
  anyOf!: readonly Profile[];

  @Field(() => ServiceEnum, { nullable: true })
  service?: Service | null;
}

/** Whether the viewer may read a coordinate, by which grant, or who could give one. */
@ObjectType("AccessVerdict", { simpleResolvers: true })
export class AccessVerdictType {
  @Field()
  coordinate!: string;

  @Field()
  allowed!: boolean;

  @Field(() => ErrorCodeEnum, { nullable: true, description: "Why not; null when allowed." })
  code!: ErrorCode | null;

  @Field(() => [AccessRuleType], { description: "All have to pass." })
  requires!: readonly AccessRuleType[];

  @Field(() => [ProfileEnum])
  held!: readonly Profile[];

  @Field(() => ProfileGrantType, { nullable: true })
  allowedBy!: () => Promise<ProfileGrantType | null> | null;

  @Field(() => [ProfileEnum])
  grantableBy!: readonly Profile[];
}
