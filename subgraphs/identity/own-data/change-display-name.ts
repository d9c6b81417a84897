import { refuseFaults } from "../../shared/act";
import { ownAct } from "../act/act";
import { ownRecord } from "../audit/own-record";
import { cleanDisplayName, displayNameFaults } from "../people/person-faults";
import { renamePerson } from "../people/rename-person";
import { signedInUser } from "../people/signed-in-user";
import type { OwnDataContext } from "./context";

/** The viewer's own name, as people may choose it. */
export async function changeDisplayName(context: OwnDataContext, given: string) {
  const userId = signedInUser(context.caller);
  const displayName = cleanDisplayName(given);
  return await ownAct(
    context,
    {
      mutation: "Mutation.changeDisplayName",
      prepare() {
        refuseFaults(displayNameFaults(displayName, ["displayName"]));
        return Promise.resolve();
      },
      answer: async () => ({ user: await context.loaders.user.byId.clear(userId).load(userId) }),
    },
    async ({ transaction, audit }) => {
      await renamePerson(transaction, userId, displayName);
      audit(await ownRecord(transaction, userId));
    },
  );
}
