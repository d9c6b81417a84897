import type { PeopleContext } from "../people/context";

/** What the resolvers and acts of the trail are called with: its actors are people. */
export type AuditContext = PeopleContext;
