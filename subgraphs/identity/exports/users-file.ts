import { stringify } from "csv-stringify/sync";
import type { IdentityContext } from "../context";
import { usersOfOrganization } from "../users/user-list.repository";
import { userLoaders } from "../users/user.loaders";
import type { ExportOf } from "./export-token";
import type { Pages } from "./open-export";

const PAGE = 500;

const COLUMNS = ["id", "displayName", "username", "email", "mobileNumber", "status"] as const;

/**
 * `Organization.users` as CSV (RFC 4180) with a header: the same rows in the same order with the same fields. What people
 * chose themselves and a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection); a number in
 * E.164 keeps its plus.
 */
export async function* usersRows(
  { organizationId, search }: ExportOf<"users">,
  { database, loaders }: IdentityContext,
): Pages {
  for (let after: string | null = null, first = true; ; first = false) {
    // Loaders remember: each page has its own, so that a long list is not kept.
    const page = { database, loaders: { ...loaders, user: userLoaders(database.read) } };
    const { edges, pageInfo } = await usersOfOrganization(
      page,
      organizationId,
      { search },
      { first: PAGE, after },
    );
    const users = await Promise.all(edges.map(({ node }) => node()));
    yield stringify(users, {
      header: first,
      columns: [...COLUMNS],
      record_delimiter: "\r\n",
      escape_formulas: true,
      cast: {
        string: (value, { column }) =>
          column === "mobileNumber" ? { value, escape_formulas: false } : value,
      },
    });
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}
