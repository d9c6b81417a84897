import { foldText } from "../../shared/inventory";
import type { UserAccountEntity } from "../people/user-account.entity";

/** What a person's own steps say of their account, and no feed. */
export const UNFED = { passwordHash: null, language: "it", appliedVatNumber: null } as const;
export type FedAccount = Omit<UserAccountEntity, "status" | keyof typeof UNFED>;
/** A person as a row of the feed says. */
export interface FedPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly mobileNumber: string | null;
  readonly fiscalCode: string | null;
}

/**
 * The account as the feed wants it. What a person has corrected stays while the feed goes on saying what it said before
 * they did; once it says something new, the operator's word counts again.
 */
export function fedAccount(row: FedPerson, present: FedAccount | undefined): FedAccount {
  const { id, username, fiscalCode } = row;
  const email = agreed(row.email, present?.email, present?.fedEmail);
  const name = agreed(row.displayName, present?.displayName, present?.fedDisplayName);
  const number = agreed(row.mobileNumber ?? "", present?.mobileNumber ?? "", present?.fedMobileNumber);
  return {
    id,
    username,
    usernameKey: foldText(username),
    displayName: name.value,
    sortName: foldText(name.value),
    email: email.value,
    emailKey: foldText(email.value),
    mobileNumber: number.value === "" ? null : number.value,
    fiscalCode,
    fedEmail: email.fed,
    fedDisplayName: name.fed,
    fedMobileNumber: number.fed,
  };
}

/** @param kept what the feed said when the person corrected it; null where they have not */
function agreed(
  fed: string,
  present: string | undefined,
  kept: string | null | undefined,
): { readonly value: string; readonly fed: string | null } {
  const isCorrected = present !== undefined && typeof kept === "string" && kept === fed;
  return isCorrected ? { value: present, fed } : { value: fed, fed: null };
}
