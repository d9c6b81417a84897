import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { ExportPayloadType } from "../../shared/graphql/export-payload.type";
import { searchTerm } from "../../shared/inventory";
import { AuditFilter } from "../audit/audit-filter.type";
import type { IdentityContext } from "../context";
import type { ExportOf } from "./export-token";
import { prepareExport } from "./prepare-export";

/** A filter as a token keeps it. */
function storedFilter(filter: AuditFilter | null | undefined): ExportOf<"auditLog">["filter"] {
  if (filter === null || filter === undefined) return null;
  const { actorId = null, action = null, target = null, outcome = null, from = null, to = null } = filter;
  return { actorId, action, target, outcome, from, to };
}

@Resolver()
export class ExportResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportUsers(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("search", () => String, { nullable: true }) search: string | null | undefined,
    @Ctx() context: IdentityContext,
  ) {
    return prepareExport(context, "users", () => ({
      kind: "users",
      organizationId,
      search: searchTerm(["search"], search),
    }));
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportAuditLog(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null | undefined,
    @Ctx() context: IdentityContext,
  ) {
    return prepareExport(context, "auditLog", () => ({
      kind: "auditLog",
      organizationId,
      filter: storedFilter(filter),
    }));
  }
}
