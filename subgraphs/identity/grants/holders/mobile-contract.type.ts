import { Field, ID, ObjectType } from "type-graphql";
import type { ScopePath, ScopeRef } from "../../../../schema/access/decide";
import { External, Key } from "../../../shared/access/directives";
import { OrganizationType } from "../../companies/organization.type";

/** What identity adds to mobile-inventory's contract. */
@Key("id")
@ObjectType("MobileContract", { simpleResolvers: true })
export class MobileContractType {
  @Field(() => ID)
  id!: string;

  @External()
  @Field(() => OrganizationType, { nullable: true })
  organization?: Pick<OrganizationType, "id"> | null;
}

/** The contract and its company, from what the gateway brought along by `@requires`. */
export function mobileContractPath({ id, organization }: MobileContractType): ScopePath {
  const scopes: ScopeRef[] = [{ kind: "MOBILE_CONTRACT", id }];
  if (organization) scopes.push({ kind: "ORGANIZATION", id: organization.id });
  return { scopes };
}
