import type { ActingContext } from "../act/context";
import type { PeopleLoaders } from "../people/context";
import type { Sealing } from "./keys/key-encryption";
import type { PasswordFault } from "./passwords/password-policy";
import type { AccessToken } from "./sessions/access-token";
import type { SessionLimits } from "./sessions/session-limits";

/** What passwords, second factors and sessions live on. */
export interface CredentialsServices {
  /** @param now epoch milliseconds */
  signAccessToken(
    subject: { readonly userId: string; readonly sessionId: string },
    now: number,
  ): Promise<AccessToken>;
  /** Why a password may not be chosen, as a sentence, or null. */
  readonly passwordFault: PasswordFault;
  readonly sessionLimits: SessionLimits;
  /** Seals the secrets of second factors at rest. */
  readonly secondFactors: Sealing;
}

/** What the resolvers and acts of credentials are called with. */
export type CredentialsContext = ActingContext<PeopleLoaders, CredentialsServices>;
