import { fixedInventoryImports } from "./import";
import { namedOrganization } from "../shared/scope/organization";
import { grantPreviewById, grantPreviewPath } from "../shared/access/grant-preview";
import type { SubgraphDefinition } from "../shared/subgraph/definition";
import { entities } from "./entities";
import { GrantPreviewResolver } from "./grant-preview/grant-preview.resolver";
import { GrantPreviewType } from "./grant-preview/grant-preview.type";
import { FixedLineDetailsResolver } from "./line/line-details.resolver";
import { FixedLineResolver } from "./line/line.resolver";
import { createLoaders, type FixedLoaders } from "./loaders";
import { CreateFixedInventory1795400000000 } from "./migrations/create-fixed-inventory";
import { OrganizationSitesResolver } from "./site/organization-sites.resolver";
import { OrganizationLinesResolver, SiteLinesResolver } from "./line/line-lists.resolver";
import { OrganizationSummaryResolver, SiteSummaryResolver } from "./summary/summaries.resolver";
import { scopePath } from "./scope-path";
import { SiteResolver } from "./site/site.resolver";
import { SiteInventoryResolver } from "./summary/site-inventory.resolver";
import { FixedInventorySummaryResolver } from "./summary/summary.resolver";

/** Consistenze > Telefonia fissa (R25–R27): sites, lines, active services. */
export const fixedInventory: SubgraphDefinition<FixedLoaders, undefined> = {
  name: "fixed-inventory",
  federationImports: ["@key", "@shareable"],
  resolvers: [
    OrganizationSitesResolver,
    OrganizationLinesResolver,
    OrganizationSummaryResolver,
    SiteResolver,
    SiteLinesResolver,
    SiteSummaryResolver,
    FixedLineResolver,
    FixedLineDetailsResolver,
    FixedInventorySummaryResolver,
    SiteInventoryResolver,
    GrantPreviewResolver,
  ],
  orphanedTypes: [GrantPreviewType],
  entities,
  migrations: [CreateFixedInventory1795400000000],
  imports: fixedInventoryImports,
  loaders: createLoaders,
  references: {
    Organization: ({ id }, { caller }) => namedOrganization(caller, id),
    Site: ({ id }, { loaders }) => loaders.visibleSite.load(id),
    FixedLine: ({ id }, { loaders }) => loaders.visibleLine.load(id),
    GrantPreview: ({ id }, context) => grantPreviewById(id, context),
  },
  // Of the rest no field is guarded yet: whoever reaches a row may read it whole.
  scopePaths: { GrantPreview: grantPreviewPath },
  internal: [scopePath],
};
