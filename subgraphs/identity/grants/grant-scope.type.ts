import { Field, ID, ObjectType } from "type-graphql";
import type { ScopeKind } from "../../../schema/access/vocabulary";
import { GrantScopeKindEnum } from "../../shared/graphql/enums";

/** What a grant was given on, with the ancestors that its row keeps. */
@ObjectType("GrantScope", { simpleResolvers: true })
export class GrantScopeType {
  @Field(() => GrantScopeKindEnum)
  kind!: ScopeKind;

  @Field(() => ID)
  id!: string;

  /** Not in the API by themselves: what the scope lies in. */
  organizationId!: string | null;
  contractId!: string | null;
}
