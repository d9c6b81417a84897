import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { decide } from "../../../schema/access/decide";
import type { CompanyFile } from "../../shared/downloads";
import type { PeopleContext } from "./context";
import { usersOfOrganization } from "./user-list.repository";
import { userLoaders } from "./user.loaders";
import { userPath } from "./user-path";
import type { UserType } from "./user.type";

const PAGE = 500;

const COLUMNS = ["id", "displayName", "username", "email", "mobileNumber", "status"] as const;

/**
 * `Organization.users` as CSV (RFC 4180) with a header: the same rows in the same order with the same fields, empty
 * where the list refuses one. What people chose themselves and a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection); a number in
 * E.164 keeps its plus.
 */
async function* pages(
  organizationId: string,
  { search }: { readonly search: string | null },
  { database, loaders, caller, rules }: PeopleContext,
): AsyncIterable<string> {
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
    yield stringify(
      users.map((user) => shownTo(caller, rules, user)),
      {
        header: first,
        columns: [...COLUMNS],
        record_delimiter: "\r\n",
        escape_formulas: true,
        cast: {
          string: (value, { column }) =>
            column === "mobileNumber" ? { value, escape_formulas: false } : value,
        },
      },
    );
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** The file of `exportUsers`. */
export const usersFile: CompanyFile<PeopleContext, { search: string | null }> = {
  kind: "users",
  mutation: "Mutation.exportUsers",
  contentType: "text/csv; charset=utf-8; header=present",
  fileName: "users.csv",
  filter: z.object({ search: z.string().nullable() }),
  pages,
};

type Column = (typeof COLUMNS)[number];

/** The columns of one row, each by the decision on the field that it shows. */
function shownTo(
  caller: PeopleContext["caller"],
  rules: PeopleContext["rules"],
  user: UserType,
): Partial<Record<Column, string | null>> {
  const path = userPath(user);
  const shown = COLUMNS.filter((column) => {
    const statement = rules.of(`User.${column}`);
    return statement === undefined || decide(caller, statement, path).allowed;
  });
  return Object.fromEntries(shown.map((column) => [column, user[column]]));
}
