import { Field, ID, ObjectType } from "type-graphql";
import type { ScopePath, ScopeRef } from "../../../../schema/access/decide";
import { External, Key } from "../../../shared/access/directives";
import { OrganizationType } from "../../companies/organization.type";
import { MobileContractType } from "./mobile-contract.type";

/** What identity adds to mobile-inventory's line. */
@Key("id")
@ObjectType("MobileLine", { simpleResolvers: true })
export class MobileLineType {
  @Field(() => ID)
  id!: string;

  @External()
  @Field(() => MobileContractType)
  contract?: Pick<MobileContractType, "id"> | null;

  @External()
  @Field(() => OrganizationType, { nullable: true })
  organization?: Pick<OrganizationType, "id"> | null;
}

/** The line and its ancestors, from what the gateway brought along by `@requires`. */
export function mobileLinePath({ id, contract, organization }: MobileLineType): ScopePath {
  const scopes: ScopeRef[] = [{ kind: "MOBILE_LINE", id }];
  if (contract) scopes.push({ kind: "MOBILE_CONTRACT", id: contract.id });
  if (organization) scopes.push({ kind: "ORGANIZATION", id: organization.id });
  return { scopes };
}
