import type { ActingContext } from "../act/context";
import type { PeopleLoaders } from "../people/context";
import type { RecoveryServices } from "../recovery/context";
import type { RegistrationServices } from "../registration/context";

/** What the acts of people on their own data are called with: they prove an address as whoever registers does. */
export type OwnDataContext = ActingContext<
  PeopleLoaders,
  RegistrationServices & Pick<RecoveryServices, "portalUrl">
>;
