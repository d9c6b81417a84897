import { rowConnection, type ConnectionArguments, type SortOrder } from "../../shared/connection";
import { allOf, anyOf, type SqlFragment } from "../../shared/database";
import { beginsWith, foldText, searchTerm } from "../../shared/inventory";
import type { PeopleContext } from "./context";
import type { UserConnectionType } from "./user-connection.type";
import type { UserStatus } from "./user-status";
import type { UserType } from "./user.type";

/** What narrows a list of a company's people. */
export interface UserFilter {
  /** Of the membership with this organization. */
  readonly status?: UserStatus | null | undefined;
  /** Beginning of display name, user name or e-mail address that is shown, whatever its case and accents. */
  readonly search?: string | null | undefined;
}

interface MemberRow {
  readonly userId: string;
  readonly sortName: string;
}

const MEMBERS = {
  columns: "m.user_id AS userId, m.sort_name AS sortName",
  from: "organization_membership m JOIN user_account u ON u.id = m.user_id",
};

/** Nobody is found by an address that is not shown (users/user-path.ts). */
const PRESENT: SqlFragment = { sql: "m.status <> 'DEACTIVATED'", parameters: [] };

const BY_NAME: SortOrder<MemberRow> = [
  { expression: "m.sort_name", property: "sortName", direction: "ASC" },
  { expression: "m.user_id", property: "userId", direction: "ASC" },
];

/**
 * The people of an organization, by name. Who gets here is LEGAL_REP of it, who passes the rules of the fields that are
 * filtered by on every row, but for the address of those who are the company's no more.
 * @throws UserInputError for a search under 2 or over 100 characters
 */
export async function usersOfOrganization(
  { database, loaders }: Pick<PeopleContext, "database" | "loaders">,
  organizationId: string,
  filter: UserFilter,
  page: ConnectionArguments,
): Promise<UserConnectionType> {
  const scope = allOf([
    { sql: "m.organization_id = ?", parameters: [organizationId] },
    ...(filter.status ? [{ sql: "m.status = ?", parameters: [filter.status] }] : []),
    ...matching(filter.search),
  ]);
  return await rowConnection<MemberRow, () => Promise<UserType>>({
    reader: database.read,
    source: MEMBERS,
    condition: scope,
    arguments: page,
    list: { name: "Organization.users", parent: organizationId, filter },
    order: BY_NAME,
    // Loaded when an edge is asked for: nobody would await a user that is not.
    node:
      ({ userId }) =>
      () =>
        present(loaders.user.byId.load(userId)),
  });
}

function matching(search: string | null | undefined): SqlFragment[] {
  const term = searchTerm(["search"], search);
  if (term === null) return [];
  const folded = foldText(term);
  const byAddress = allOf([PRESENT, beginsWith("u.email_key", folded)]);
  return [anyOf([beginsWith("u.sort_name", folded), beginsWith("u.username_key", folded), byAddress])];
}

async function present(user: Promise<UserType | null>): Promise<UserType> {
  const found = await user;
  if (found === null)
    throw new Error("A membership without its user: the foreign key should have refused it");
  return found;
}
