import type { ActingContext } from "../act/context";
import type { CredentialsServices } from "../credentials/context";
import type { GrantsContext, GrantsLoaders } from "../grants/context";
import type { InvitationServices } from "./invitations/invite";

/** What registrations and invitations live on: whoever registers is signed in, and may be given a grant. */
export type RegistrationServices = GrantsContext["services"] & CredentialsServices & InvitationServices;

/** What the resolvers and acts of registration are called with. */
export type RegistrationContext = ActingContext<GrantsLoaders, RegistrationServices>;
