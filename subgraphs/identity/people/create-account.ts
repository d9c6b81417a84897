import { v7 as uuid } from "uuid";
import { ConstraintViolation, type Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { UserAccountEntity } from "./user-account.entity";

/** What a person, or whoever registers them, says of an account. */
export type NewAccount = Pick<
  UserAccountEntity,
  | "username"
  | "displayName"
  | "email"
  | "mobileNumber"
  | "status"
  | "passwordHash"
  | "language"
  | "appliedVatNumber"
>;

/** Makes an account and answers its id; null when the user name is taken, and then the transaction may go on. */
export async function createAccount(transaction: Writer, account: NewAccount): Promise<string | null> {
  const id = uuid();
  const { username, displayName, email } = account;
  const derived = {
    usernameKey: foldText(username),
    sortName: foldText(displayName),
    emailKey: foldText(email),
    fiscalCode: null,
    fedEmail: null,
    fedDisplayName: null,
    fedMobileNumber: null,
  };
  try {
    await transaction.insert(UserAccountEntity, [{ id, ...account, ...derived }]);
    return id;
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === "user_account_username") return null;
    throw error;
  }
}
