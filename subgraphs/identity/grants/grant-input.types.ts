import { Field, ID, InputType } from "type-graphql";
import type { Profile, ScopeKind, Service } from "../../../schema/access/vocabulary";
import { GrantScopeKindEnum, ProfileEnum, ServiceEnum } from "../../shared/graphql/enums";
import { DateTimeScalar } from "../../shared/scalars";

/** What a grant is given on. */
@InputType("GrantScopeInput")
export class GrantScopeInput {
  @Field(() => GrantScopeKindEnum)
  kind!: ScopeKind;

  @Field(() => ID)
  id!: string;
}

/** A grant as somebody gives it. Instants are epoch milliseconds. */
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

/** To whom a grant is given. */
@InputType("GrantProfileInput")
export class GrantProfileInput {
  @Field(() => ID)
  userId!: string;

  @Field(() => GrantInput)
  grant!: GrantInput;
}
