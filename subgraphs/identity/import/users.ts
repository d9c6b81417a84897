import { personFiscalCodeFault } from "../../shared/identifiers";
import { ConstraintViolation, type Database, type Writer } from "../../shared/database";
import { format, importKind, type Reject, type RowOf, type RowOutcome } from "../../shared/import";
import { foldText } from "../../shared/inventory";
import { OrganizationEntity } from "../companies/organization.entity";
import { UserAccountEntity } from "../people/user-account.entity";
import { fedAccount, UNFED, type FedAccount } from "./fed-account";
import { takeOverContacts } from "./fed-contacts";
import { addMemberships, type Membership } from "./memberships";
import { isSame, knownIds, rowsById } from "../../shared/import/rows-by-id";
import { ownersOf } from "../../shared/import/unique-claims";

const COLUMNS = {
  id: format.id,
  username: format.text(64),
  display_name: format.text(100),
  email: format.emailAddress,
  mobile_number: format.optional(format.msisdn),
  fiscal_code: format.optional(format.checked(personFiscalCodeFault)),
  organization_ids: format.listOf(format.id),
};
type Row = RowOf<typeof COLUMNS>;

const TAKEN: Reject = { column: "username", reason: "is another user's" };

/**
 * People (docs/import-formats.md). A new one is INVITED, and so are their memberships; the feed adds memberships and
 * takes none away, as others come from the legal representative. Whoever is reached elsewhere by it is told, and what was
 * sent before opens nothing any more. @param now epoch milliseconds
 */
export function usersImport(database: Database, now: () => number) {
  return importKind({
    name: "users",
    columns: COLUMNS,
    // Another process may have taken the name between our look and our write.
    refusal: (error) => (error instanceof ConstraintViolation && error.kind === "unique" ? TAKEN : undefined),
    apply: (rows) => database.write((transaction) => applyUsers(transaction, rows, now())),
  });
}

async function applyUsers(transaction: Writer, rows: readonly Row[], now: number): Promise<RowOutcome[]> {
  const ids = rows.map(({ id }) => id);
  const found = await rowsById(transaction, UserAccountEntity, ids);
  const organizations = await knownIds(
    transaction,
    OrganizationEntity,
    rows.flatMap(({ organizationIds }) => organizationIds),
  );
  const owners = await usernameOwners(transaction, rows);
  const inserted: UserAccountEntity[] = [];
  const changed: FedAccount[] = [];
  const memberships: Membership[] = [];
  const outcomes = rows.map((row): RowOutcome => {
    if (!row.organizationIds.every((id) => organizations.has(id)))
      return { column: "organization_ids", reason: "names an organization that is not there" };
    const present = found.get(row.id);
    const account = fedAccount(row, present);
    const owner = owners.get(account.usernameKey);
    if (owner !== undefined && owner !== row.id) return TAKEN;
    if (present !== undefined) owners.delete(present.usernameKey);
    owners.set(account.usernameKey, row.id);
    const status = present?.status ?? "INVITED";
    for (const organizationId of row.organizationIds)
      memberships.push({ userId: row.id, organizationId, status, sortName: account.sortName });
    if (present === undefined) inserted.push({ ...account, status, ...UNFED });
    else if (!isSame(present, account)) changed.push(account);
    else return "UNCHANGED";
    return "APPLIED";
  });
  // Changes first: they may give up a name that a new user takes.
  for (const { id, ...changes } of changed) await transaction.update(UserAccountEntity, { id }, changes);
  await transaction.insert(UserAccountEntity, inserted);
  const contacts = changed.flatMap((after) => {
    const before = found.get(after.id);
    return before === undefined ? [] : [{ userId: after.id, before, after }];
  });
  await takeOverContacts(transaction, contacts, now);
  const joined = await addMemberships(transaction, changed, memberships);
  return outcomes.map((outcome, index) =>
    outcome === "UNCHANGED" && joined.has(ids[index] ?? "") ? "APPLIED" : outcome,
  );
}

/** Whose each user name of the rows is now, by the name folded. */
async function usernameOwners(transaction: Writer, rows: readonly Row[]): Promise<Map<string, string>> {
  const keys = rows.map(({ username }) => foldText(username));
  return await ownersOf(transaction, UserAccountEntity, { value: "usernameKey", id: "id" }, keys);
}
