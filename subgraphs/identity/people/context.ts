import type { FileServices } from "../../shared/downloads";
import type { ActingContext } from "../act/context";
import type { UserLoaders } from "./user.loaders";

/** Loaders of people. */
export interface PeopleLoaders {
  readonly user: UserLoaders;
}

/** What the resolvers and acts of people are called with. */
export type PeopleContext = ActingContext<PeopleLoaders, FileServices>;
