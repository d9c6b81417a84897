import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { OrganizationType } from "../model/organization.type";
import type { Site } from "../site/site.repository";
import { SiteType } from "../site/site.type";
import type { LineContext } from "./context";
import { LineListArguments } from "./line-arguments.type";
import { FixedLineConnectionType } from "./line.type";
import { linesOfOrganization, linesOfSite } from "./lines-within";

/** R27: as many of a company's lines as are the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationLinesResolver {
  @FieldResolver(() => FixedLineConnectionType, { nullable: true })
  fixedLines(
    @Root() { id }: OrganizationType,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: LineContext,
  ) {
    return linesOfOrganization(id, page, context);
  }
}

/** The same of a site. */
@Resolver(() => SiteType)
export class SiteLinesResolver {
  @FieldResolver(() => FixedLineConnectionType)
  lines(
    @Root() site: Site,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: LineContext,
  ) {
    return linesOfSite(site, page, context);
  }
}
