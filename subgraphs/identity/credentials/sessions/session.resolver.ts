import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Public, SignedIn } from "../../../shared/access/directives";
import type { IdentityContext } from "../../context";
import { signedInUser } from "../../people/signed-in-user";
import {
  ConfirmSignInInput,
  EndAllSessionsPayloadType,
  EndSessionPayloadType,
  SignInPayloadType,
  SignOutPayloadType,
} from "./session-payloads.type";
import { endedByUser } from "./session-audit";
import { endSession, endSessionsExcept, sessionOfUser } from "./session.repository";
import { confirmSignIn } from "./confirm-sign-in";
import { refreshSession } from "./refresh-session";
import { signIn } from "./sign-in";

@Resolver()
export class SessionResolver {
  @Public()
  @Mutation(() => SignInPayloadType)
  signIn(
    @Arg("username", () => String) username: string,
    @Arg("password", () => String) password: string,
    @Ctx() context: IdentityContext,
  ) {
    return signIn(context, username, password);
  }

  @Public()
  @Mutation(() => SignInPayloadType, {
    description: "Second step, where signIn answered with a challenge.",
  })
  confirmSignIn(
    @Arg("input", () => ConfirmSignInInput) input: ConfirmSignInInput,
    @Ctx() context: IdentityContext,
  ) {
    return confirmSignIn(context, input);
  }

  @Public()
  @Mutation(() => SignInPayloadType, {
    description: "Rotates; reuse of an old token ends the whole session.",
  })
  refreshSession(@Arg("refreshToken", () => String) refreshToken: string, @Ctx() context: IdentityContext) {
    return refreshSession(context, refreshToken);
  }

  /** Ends the session that asks; ending it twice is no error. */
  @SignedIn()
  @Mutation(() => SignOutPayloadType, { nullable: true })
  async signOut(@Ctx() context: IdentityContext): Promise<SignOutPayloadType> {
    const userId = signedInUser(context.caller);
    const { sessionId } = context.caller;
    if (sessionId !== null) {
      await context.database.write(async (transaction) => {
        const ended = await endSession(transaction, userId, sessionId, context.now());
        if (ended) await endedByUser(transaction, context, userId, "Mutation.signOut", sessionId);
      });
    }
    return { userErrors: [] };
  }

  @SignedIn()
  @Mutation(() => EndSessionPayloadType, { nullable: true })
  async endSession(
    @Arg("id", () => ID) id: string,
    @Ctx() context: IdentityContext,
  ): Promise<EndSessionPayloadType> {
    const { database, caller, now } = context;
    const userId = signedInUser(caller);
    const session = await database.write(async (transaction) => {
      const found = await sessionOfUser(transaction, userId, id, now());
      const ended = found !== null && (await endSession(transaction, userId, id, now()));
      if (ended) await endedByUser(transaction, context, userId, "Mutation.endSession", id);
      return found;
    });
    if (session === null) {
      const message = "You have no such session.";
      return { session: null, userErrors: [{ code: "NOT_FOUND", message, field: ["id"] }] };
    }
    return { session: { ...session, current: session.id === caller.sessionId }, userErrors: [] };
  }

  @SignedIn()
  @Mutation(() => EndAllSessionsPayloadType, { nullable: true })
  async endAllSessions(
    @Arg("exceptCurrent", () => Boolean, { defaultValue: false }) exceptCurrent: boolean,
    @Ctx() context: IdentityContext,
  ): Promise<EndAllSessionsPayloadType> {
    const { database, caller, now } = context;
    const userId = signedInUser(caller);
    const kept = exceptCurrent ? caller.sessionId : null;
    const ended = await database.write(async (transaction) => {
      const count = await endSessionsExcept(transaction, userId, kept, now());
      if (count > 0) await endedByUser(transaction, context, userId, "Mutation.endAllSessions", null);
      return count;
    });
    return { ended, userErrors: [] };
  }
}
