import type { Chores } from "../../shared/work/chores";
import type { ActingContext } from "../act/context";
import type { Sealing } from "../credentials/keys/key-encryption";
import type { CredentialsContext } from "../credentials/context";
import type { PeopleLoaders } from "../people/context";

/** What recovery lives on. */
export interface RecoveryServices {
  /** Seals what people say of themselves who cannot sign in. */
  readonly recoveries: Sealing;
  /** Where the customer area's pages are: the link to a new password leads there. */
  readonly portalUrl: string;
  /** Answers requests after the response has left. */
  readonly chores: Pick<Chores<"recovery">, "wake">;
}

/** What the resolvers and acts of recovery are called with. */
export type RecoveringContext = ActingContext<
  PeopleLoaders,
  CredentialsContext["services"] & RecoveryServices
>;
