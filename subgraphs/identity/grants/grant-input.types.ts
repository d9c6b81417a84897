import { Field, ID, InputType } from "type-graphql";
import type { Profile, ScopeKind, Service } from "../../../schema/access/vocabulary";
import { GrantScopeKindEnum, ProfileEnum, ServiceEnum } from "../../shared/graphql/enums";
import { DateTimeScalar } from "../../shared/scalars";

@InputType("GrantScopeInput")
export class GrantScopeInput {
  @Field(() => GrantScopeKindEnum)
  kind!: ScopeKind;

  @Field(() => ID)
  id!: string;
}

@InputType("GrantInput")
export class GrantInput {
  @Field(() => ProfileEnum)
  profile!: Profile;

  @Field(() => [ServiceEnum], { nullable: true, description: "MOBILE_ADDITIONAL only." })
  services?: Service[] | null;

  @Field(() => GrantScopeInput)
  scope!: GrantScopeInput;

  /** Epoch milliseconds. */
  @Field(() => DateTimeScalar, { nullable: true })
  validFrom?: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  validUntil?: number | null;
}

@InputType("GrantProfileInput")
export class GrantProfileInput {
  @Field(() => ID)
  userId!: string;

  @Field(() => GrantInput)
  grant!: GrantInput;
}
