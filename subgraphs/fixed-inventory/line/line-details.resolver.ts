import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { namedOrganization } from "../../shared/scope/organization";
import { BillingAccountType } from "../billing-account/billing-account.type";
import type { LineContext } from "./context";
import { OrganizationType } from "../model/organization.type";
import { FixedServiceType } from "../service/service.type";
import { SiteType } from "../site/site.type";
import type { FixedLine } from "./line.repository";
import { FixedLineType } from "./line.type";

/** What hangs from a line, each through a loader: a page of 1,000 lines asks as often as a page of one. */
@Resolver(() => FixedLineType)
export class FixedLineDetailsResolver {
  @FieldResolver(() => OrganizationType, { nullable: true })
  organization(@Root() { organizationId }: FixedLine, @Ctx() { caller }: LineContext) {
    return namedOrganization(caller, organizationId);
  }

  @FieldResolver(() => SiteType, { description: "Reachable whenever the line is." })
  site(@Root() { siteId }: FixedLine, @Ctx() { loaders }: LineContext) {
    return loaders.siteOfLine.load(siteId);
  }

  @FieldResolver(() => [FixedServiceType], { nullable: true, description: "Active ones (R27)." })
  services(@Root() { id }: FixedLine, @Ctx() { loaders }: LineContext) {
    return loaders.services.load(id);
  }

  /** Whoever reaches a line holds a grant on its billing account or over it. */
  @FieldResolver(() => BillingAccountType, { nullable: true })
  billingAccount(@Root() { billingAccountId }: FixedLine): BillingAccountType {
    return { id: billingAccountId };
  }
}
