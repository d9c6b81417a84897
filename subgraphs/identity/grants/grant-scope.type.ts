import { Field, ID, ObjectType } from "type-graphql";
import type { ScopeKind } from "../../../schema/access/vocabulary";
import { GrantScopeKindEnum } from "../../shared/graphql/enums";

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
