import { Arg, Ctx, FieldResolver, Int, Query, Resolver } from "type-graphql";
import { Public } from "../../shared/access/directives";
import type { IdentityContext } from "../context";
import { grantsOfUser } from "../grants/grant.repository";
import { ProfileGrantType } from "../grants/profile-grant.type";
import { OrganizationConnectionType } from "../companies/organization-connection.type";
import { organizationList } from "../companies/organization.repository";
import { hasSecondFactor } from "../credentials/second-factor/second-factor.repository";
import { SessionType } from "../credentials/sessions/session.type";
import { sessionsOfUser } from "../credentials/sessions/session.repository";
import { UserType } from "./user.type";
import { signedInUser } from "./signed-in-user";
import { ViewerType } from "./viewer.type";

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Public()
  @Query(() => ViewerType, { nullable: true, description: "Null when nobody is signed in." })
  viewer(@Ctx() { caller }: IdentityContext): ViewerType | null {
    return caller.userId === null ? null : new ViewerType();
  }

  @FieldResolver(() => UserType)
  user(@Ctx() { caller, loaders }: IdentityContext) {
    return loaders.user.byId.load(signedInUser(caller));
  }

  @FieldResolver(() => Boolean)
  secondFactorEnabled(@Ctx() { caller, database }: IdentityContext): Promise<boolean> {
    return hasSecondFactor(database.read, signedInUser(caller));
  }

  @FieldResolver(() => [ProfileGrantType], { description: "In force now." })
  grants(@Ctx() { caller, database, services }: IdentityContext) {
    const userId = signedInUser(caller);
    return grantsOfUser(database.read, userId, services.secondFactorRequiredOf, caller.at);
  }

  @FieldResolver(() => [SessionType])
  async sessions(@Ctx() { caller, database }: IdentityContext): Promise<SessionType[]> {
    const sessions = await sessionsOfUser(database.read, signedInUser(caller), caller.at);
    return sessions.map((session) => ({ ...session, current: session.id === caller.sessionId }));
  }

  @FieldResolver(() => OrganizationConnectionType)
  organizations(
    @Ctx() { caller, database }: IdentityContext,
    @Arg("first", () => Int, { nullable: true }) first?: number | null,
    @Arg("after", () => String, { nullable: true }) after?: string | null,
  ) {
    const list = { name: "Viewer.organizations", holdingId: null };
    return organizationList(database.read, caller, list, { first, after });
  }
}
