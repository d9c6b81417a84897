import type { Caller } from "../../../schema/access/caller";
import { CodedError } from "../../../schema/errors";

/** The signed-in user's id, for fields that the schema opens to signed-in viewers only. @throws CodedError otherwise */
export function signedInUser(caller: Caller): string {
  if (caller.userId === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
  return caller.userId;
}
