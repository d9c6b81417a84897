import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { Public, SignedIn } from "../../../shared/access/directives";
import type { CredentialsContext } from "../context";
import {
  ConfirmSignInInput,
  EndAllSessionsPayloadType,
  EndSessionPayloadType,
  SignInPayloadType,
  SignOutPayloadType,
} from "./session-payloads.type";
import { endAllSessions, endOneSession, signOut } from "./end-sessions";
import { confirmSignIn } from "./confirm-sign-in";
import { refreshSession } from "./refresh-session";
import { signIn } from "./sign-in";

/** Signs in and out, refreshes, and ends sessions. */
@Resolver()
export class SessionResolver {
  @Public()
  @Mutation(() => SignInPayloadType)
  signIn(
    @Arg("username", () => String) username: string,
    @Arg("password", () => String) password: string,
    @Ctx() context: CredentialsContext,
  ) {
    return signIn(context, username, password);
  }

  @Public()
  @Mutation(() => SignInPayloadType, {
    description: "Second step, where signIn answered with a challenge.",
  })
  confirmSignIn(
    @Arg("input", () => ConfirmSignInInput) input: ConfirmSignInInput,
    @Ctx() context: CredentialsContext,
  ) {
    return confirmSignIn(context, input);
  }

  @Public()
  @Mutation(() => SignInPayloadType, {
    description: "Rotates; reuse of an old token ends the whole session.",
  })
  refreshSession(
    @Ctx() context: CredentialsContext,
    @Arg("refreshToken", () => String, {
      nullable: true,
      description: "Left out by a client whose cookie holds it (header `x-session: cookie`).",
    })
    refreshToken?: string | null,
  ) {
    return refreshSession(context, refreshToken);
  }

  @SignedIn()
  @Mutation(() => SignOutPayloadType, { nullable: true })
  signOut(@Ctx() context: CredentialsContext) {
    return signOut(context);
  }

  @SignedIn()
  @Mutation(() => EndSessionPayloadType, { nullable: true })
  endSession(@Arg("id", () => ID) id: string, @Ctx() context: CredentialsContext) {
    return endOneSession(context, id);
  }

  @SignedIn()
  @Mutation(() => EndAllSessionsPayloadType, { nullable: true })
  endAllSessions(
    @Arg("exceptCurrent", () => Boolean, { defaultValue: false }) exceptCurrent: boolean,
    @Ctx() context: CredentialsContext,
  ) {
    return endAllSessions(context, exceptCurrent);
  }
}
