import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { prepareFile } from "../../shared/downloads";
import { ExportPayloadType } from "../../shared/graphql/export-payload.type";
import { act } from "../act/act";
import { AuditFilter } from "./audit-filter.type";
import { auditLogFile } from "./audit-log-file";
import type { AuditContext } from "./context";

/** Prepares a company's trail as a file. */
@Resolver()
export class ExportAuditLogResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportAuditLog(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null | undefined,
    @Ctx() context: AuditContext,
  ) {
    const asked = { subgraph: "identity", file: auditLogFile };
    return prepareFile(act, context, asked, organizationId, () => storedFilter(filter));
  }
}

/** A filter as a token keeps it. */
function storedFilter(filter: AuditFilter | null | undefined) {
  if (filter === null || filter === undefined) return null;
  const { actorId = null, action = null, target = null, outcome = null, from = null, to = null } = filter;
  return { actorId, action, target, outcome, from, to };
}
