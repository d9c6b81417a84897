import { Ctx, FieldResolver, Resolver } from "type-graphql";
import { signedInUser } from "../people/signed-in-user";
import { ViewerType } from "../people/viewer.type";
import type { CredentialsContext } from "./context";
import { hasSecondFactor } from "./second-factor/second-factor.repository";
import { sessionsOfUser } from "./sessions/session.repository";
import { SessionType } from "./sessions/session.type";

/** How and where the viewer is signed in. */
@Resolver(() => ViewerType)
export class ViewerCredentialsResolver {
  @FieldResolver(() => Boolean)
  secondFactorEnabled(@Ctx() { caller, database }: CredentialsContext): Promise<boolean> {
    return hasSecondFactor(database.read, signedInUser(caller));
  }

  @FieldResolver(() => [SessionType])
  async sessions(@Ctx() { caller, database }: CredentialsContext): Promise<SessionType[]> {
    const sessions = await sessionsOfUser(database.read, signedInUser(caller), caller.at);
    return sessions.map((session) => ({ ...session, current: session.id === caller.sessionId }));
  }
}
