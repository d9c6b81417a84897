import type { ActingContext } from "../act/context";
import type { PeopleContext, PeopleLoaders } from "../people/context";
import type { HoldingLoaders } from "./holding.loaders";
import type { OrganizationLoaders } from "./organization.loaders";

/** Loaders of companies, and of the people in them. */
export interface CompaniesLoaders extends PeopleLoaders {
  readonly organization: OrganizationLoaders;
  readonly holding: HoldingLoaders;
}

/** What the resolvers and acts of companies are called with. */
export type CompaniesContext = ActingContext<CompaniesLoaders, PeopleContext["services"]>;
