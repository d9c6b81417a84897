import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { AuditContext } from "./context";
import { OrganizationType } from "../companies/organization.type";
import { UserType } from "../people/user.type";
import { AuditEventConnectionType, AuditEventType } from "./audit-event.type";
import { AuditFilter } from "./audit-filter.type";
import { auditOfOrganization } from "./audit.repository";

/** The trail of a company, newest event first. */
@Resolver(() => OrganizationType)
export class AuditLogResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"] })
  @FieldResolver(() => AuditEventConnectionType, { nullable: true })
  auditLog(
    @Root() { id }: OrganizationType,
    @Ctx() { database }: AuditContext,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter?: AuditFilter | null,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    return auditOfOrganization(database.read, id, filter, { first, after });
  }
}

/** Who did what an event records. */
@Resolver(() => AuditEventType)
export class AuditEventResolver {
  /** Null where nobody has proved to be anybody, and for the operator's feed. */
  @FieldResolver(() => UserType, { nullable: true })
  actor(@Root() { actorId }: AuditEventType, @Ctx() { loaders }: AuditContext) {
    return actorId === null ? null : loaders.user.byId.load(actorId);
  }
}
