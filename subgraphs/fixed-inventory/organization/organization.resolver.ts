import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { SearchArguments } from "../../shared/inventory";
import type { FixedContext } from "../context";
import { LineListArguments } from "../line/line-arguments.type";
import { FixedLineFilter } from "../line/line-input.types";
import { FixedLineConnectionType } from "../line/line.type";
import { linesOfOrganization } from "../line/lines-within";
import { sitesOfOrganization } from "../site/site.repository";
import { SiteConnectionType } from "../site/site.type";
import { summarize } from "../summary/summary";
import { FixedInventorySummaryType } from "../summary/summary.types";
import { OrganizationType } from "./organization.type";

interface Organization {
  readonly id: string;
}

/** R25–R27 for a company: as much of it as is the viewer's. */
@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @FieldResolver(() => SiteConnectionType, { nullable: true })
  sites(
    @Root() { id }: Organization,
    @Args(() => SearchArguments) page: SearchArguments,
    @Ctx() { database, caller }: FixedContext,
  ) {
    return sitesOfOrganization(database.read, caller, id, page);
  }

  @FieldResolver(() => FixedLineConnectionType, { nullable: true })
  fixedLines(
    @Root() { id }: Organization,
    @Args(() => LineListArguments) page: LineListArguments,
    @Ctx() context: FixedContext,
  ) {
    return linesOfOrganization(id, page, context);
  }

  @FieldResolver(() => FixedInventorySummaryType, { nullable: true })
  fixedInventory(
    @Root() { id }: Organization,
    @Arg("filter", () => FixedLineFilter, { nullable: true }) filter: FixedLineFilter | null | undefined,
    @Ctx() context: FixedContext,
  ) {
    return summarize(id, filter, context);
  }
}
