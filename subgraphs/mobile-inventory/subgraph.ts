import { mobileInventoryImports } from "./import";
import { namedOrganization, organizationPath } from "../shared/scope/organization";
import { grantPreviewById, grantPreviewPath } from "../shared/access/grant-preview";
import type { SubgraphDefinition } from "../shared/subgraph/definition";
import { LineActionsResolver } from "./actions/line-actions.resolver";
import { BulkJobResolver, BulkResultResolver } from "./bulk/bulk-job.resolver";
import { BulkOperationsResolver } from "./bulk/bulk-operations.resolver";
import { contractByNumber } from "./contract/contract-by-number";
import { visibleContractsById, type MobileContract } from "./contract/contract.repository";
import { MobileContractResolver } from "./contract/contract.resolver";
import { entities } from "./entities";
import { GrantPreviewResolver } from "./grant-preview/grant-preview.resolver";
import { GrantPreviewType } from "./grant-preview/grant-preview.type";
import { MobileLineDetailsResolver } from "./line/line-details.resolver";
import { visibleLinesById, type MobileLine } from "./line/line.repository";
import { MobileLineMutationsResolver } from "./line/line-mutations.resolver";
import { MobileLineResolver } from "./line/line.resolver";
import { createLoaders, type MobileLoaders } from "./loaders";
import { CreateAuditOutbox1795400000000 } from "./migrations/create-audit-outbox";
import { RepairEarlierIndexes1796100000000 } from "./migrations/repair-earlier-indexes";
import { CreateLineActions1796300000001 } from "./migrations/create-line-actions";
import { CreateMobileInventory1795300000000 } from "./migrations/create-mobile-inventory";
import { OrganizationResolver } from "./organization/organization.resolver";
import { contractPath, linePath, type OfLine } from "./scope";
import { lineById, lineByNumber } from "./line-by-number";
import { scopePath } from "./scope-path";
import type { MobileServices } from "./context";
import { startMobileInventory, stopMobileInventory } from "./services";
import type { MobileInventorySummary } from "./summary/summary";
import { MobileInventorySummaryResolver } from "./summary/summary.resolver";

/** Consistenze > Telefonia mobile (R21–R24): contracts, lines, SIMs, usage. */
export const mobileInventory: SubgraphDefinition<MobileLoaders, MobileServices> = {
  name: "mobile-inventory",
  federationImports: ["@key", "@shareable"],
  resolvers: [
    OrganizationResolver,
    MobileContractResolver,
    MobileLineResolver,
    MobileLineDetailsResolver,
    MobileLineMutationsResolver,
    LineActionsResolver,
    BulkOperationsResolver,
    BulkJobResolver,
    BulkResultResolver,
    MobileInventorySummaryResolver,
    GrantPreviewResolver,
  ],
  orphanedTypes: [GrantPreviewType],
  entities,
  migrations: [
    CreateMobileInventory1795300000000,
    CreateAuditOutbox1795400000000,
    RepairEarlierIndexes1796100000000,
    CreateLineActions1796300000001,
  ],
  imports: mobileInventoryImports,
  start: (starting) => Promise.resolve(startMobileInventory(starting)),
  stop: stopMobileInventory,
  loaders: createLoaders,
  references: {
    Organization: ({ id }, { caller }) => namedOrganization(caller, id),
    MobileContract: ({ id }, { loaders }) => loaders.visibleContract.load(id),
    MobileLine: ({ id }, { loaders }) => loaders.visibleLine.load(id),
    GrantPreview: ({ id }, context) => grantPreviewById(id, context),
  },
  scopePaths: {
    Organization: organizationPath,
    MobileContract: (contract: MobileContract) => contractPath(contract),
    MobileLine: ({ id, contractId, organizationId }: MobileLine) =>
      linePath({ lineId: id, contractId, organizationId }),
    Sim: (sim: OfLine) => linePath(sim),
    MobileInventorySummary: (summary: MobileInventorySummary) => summary.path,
    GrantPreview: grantPreviewPath,
  },
  lookups: {
    Organization: (ids, { caller }) =>
      Promise.resolve(
        ids.map((id) => {
          const organization = namedOrganization(caller, id);
          return organization === null ? null : organizationPath(organization);
        }),
      ),
    MobileContract: async (ids, { database, caller }) => {
      const contracts = await visibleContractsById(database.read, caller, ids);
      const paths = new Map(
        contracts.map((contract) => [contract.id, { ...contractPath(contract), label: contract.number }]),
      );
      return ids.map((id) => paths.get(id) ?? null);
    },
    MobileLine: async (ids, { database, caller }) => {
      const lines = await visibleLinesById(database.read, caller, ids);
      const paths = new Map(
        lines.map((line) => [line.id, { ...linePath({ ...line, lineId: line.id }), label: line.msisdn }]),
      );
      return ids.map((id) => paths.get(id) ?? null);
    },
  },
  internal: [scopePath, lineByNumber, lineById, contractByNumber],
};
