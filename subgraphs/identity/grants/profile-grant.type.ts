import { Field, ID, ObjectType } from "type-graphql";
import type { Profile } from "../../../schema/access/vocabulary";
import { ProfileEnum } from "../../shared/graphql/enums";
import { DateTimeScalar } from "../../shared/scalars";
import { GrantScopeType } from "./grant-scope.type";

/** A profile that a person holds on a scope. Instants are epoch milliseconds. */
@ObjectType("ProfileGrant", { simpleResolvers: true })
export class ProfileGrantType {
  @Field(() => ID)
  id!: string;

  @Field(() => ProfileEnum)
  profile!: Profile;

  @Field(() => GrantScopeType)
  scope!: GrantScopeType;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar)
  validFrom!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  validUntil!: number | null;

  userId!: string;
  grantedById!: string | null;
}
