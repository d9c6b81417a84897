import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { ExportPayloadType } from "../../shared/graphql/export-payload.type";
import { orUserErrors } from "../../shared/act";
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

const NO_FILE = { url: null, expiresAt: null };

@Resolver()
export class ExportResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportUsers(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("search", () => String, { nullable: true }) search: string | null | undefined,
    @Ctx() context: IdentityContext,
  ) {
    return orUserErrors(NO_FILE, () => {
      // A search that the list would refuse is refused here, not when the file is opened.
      const term = searchTerm(["search"], search);
      return prepareExport(context, { kind: "users", organizationId, search: term });
    });
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => ExportPayloadType, { nullable: true })
  exportAuditLog(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null | undefined,
    @Ctx() context: IdentityContext,
  ) {
    return orUserErrors(NO_FILE, () =>
      prepareExport(context, { kind: "auditLog", organizationId, filter: storedFilter(filter) }),
    );
  }
}
