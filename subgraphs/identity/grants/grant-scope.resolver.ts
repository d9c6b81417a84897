import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GrantsContext } from "./context";
import { MobileContractType } from "./holders/mobile-contract.type";
import { MobileLineType } from "./holders/mobile-line.type";
import { OrganizationType } from "../companies/organization.type";
import { GrantScopeType } from "./grant-scope.type";

/** What people call a grant's scope, and the company that it lies in. */
@Resolver(() => GrantScopeType)
export class GrantScopeResolver {
  /** What people call the scope: a company's or holding's name, a contract's or line's number; otherwise its id. */
  @FieldResolver(() => String)
  async label(@Root() { kind, id }: GrantScopeType, @Ctx() { loaders }: GrantsContext): Promise<string> {
    switch (kind) {
      case "ORGANIZATION":
        return (await loaders.organization.byId.load(id))?.legalName ?? id;
      case "HOLDING":
        return (await loaders.holding.byId.load(id))?.name ?? id;
      case "MOBILE_CONTRACT":
      case "MOBILE_LINE":
        return (await loaders.grant.mobileLabel.load({ kind, id })) ?? id;
      case "BILLING_ACCOUNT":
        return id;
      default:
        return kind satisfies never;
    }
  }

  /** The company that the scope is or lies in. */
  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: GrantScopeType, @Ctx() { loaders }: GrantsContext) {
    return organizationId === null ? null : loaders.organization.byId.load(organizationId);
  }

  /** The contract that the scope is or lies in. */
  @FieldResolver(() => MobileContractType, { nullable: true })
  mobileContract(@Root() { contractId }: GrantScopeType): Partial<MobileContractType> | null {
    return contractId === null ? null : { id: contractId };
  }

  @FieldResolver(() => MobileLineType, { nullable: true })
  mobileLine(@Root() { kind, id }: GrantScopeType): Partial<MobileLineType> | null {
    return kind === "MOBILE_LINE" ? { id } : null;
  }
}
