import { Field, ID, ObjectType } from "type-graphql";
import { Key, RequiresProfile } from "../../shared/access/directives";
import { graphqlEnum } from "../../shared/graphql/enums";
import { EmailAddressScalar, MsisdnScalar } from "../../shared/scalars";
import { USER_STATUSES, type UserStatus } from "./user-status";

/** USER_STATUSES in the API. */
export const UserStatusEnum = graphqlEnum(
  USER_STATUSES,
  "UserStatus",
  "PENDING: waits for LEGAL_REP's approval.",
);

/** A person. `id` and `displayName` are everybody's; the rest stands under rules. */
@Key("id")
@ObjectType("User", {
  simpleResolvers: true,
  description: "Scope path: the organizations that the person is registered with.",
})
export class UserType {
  @Field(() => ID)
  id!: string;

  @Field()
  displayName!: string;

  @RequiresProfile({ anyOf: ["LEGAL_REP"], orSelf: true })
  @Field(() => String, { nullable: true })
  username!: string;

  @RequiresProfile({ anyOf: ["LEGAL_REP"], orSelf: true })
  @Field(() => EmailAddressScalar, { nullable: true })
  email!: string;

  @RequiresProfile({ anyOf: ["LEGAL_REP"], orSelf: true })
  @Field(() => MsisdnScalar, { nullable: true })
  mobileNumber!: string | null;

  @RequiresProfile({ anyOf: ["LEGAL_REP"], orSelf: true })
  @Field(() => UserStatusEnum, { nullable: true })
  status!: UserStatus;

  /** Not in the API: the scope path. Every membership counts, so that LEGAL_REP knows whom they approve or let go. */
  organizationIds!: readonly string[];

  /** Not in the API: those of them that the person is registered with or applies to, and has not left or been refused by. */
  presentOrganizationIds!: readonly string[];
}
