import { allOf } from "../../shared/database";
import { act } from "../act/act";
import type { GrantsContext } from "./context";
import { endGrants } from "./end-grants";
import { grantsWhere } from "./grant.repository";
import { grantRecord } from "./grant-audit";
import { toldOfEnded } from "./grant-messages";
import { scopeOf } from "./granted-scope";
import { notEnded } from "./in-force";

/** R14: leaves a line without a user. A line that has none stays so. @throws CodedError NOT_FOUND, FORBIDDEN */
export async function endLineUser(context: GrantsContext, lineId: string) {
  return await act(
    context,
    { mutation: "Mutation.assignLineUser" },
    async ({ transaction, now, on, tell, audit, nothingChanged }) => {
      const { label } = scopeOf(on);
      const onLine = { sql: "g.scope_id = ? AND g.profile = 'END_USER'", parameters: [lineId] };
      const ended = await grantsWhere(transaction, allOf([onLine, notEnded("g", now)]));
      if (ended.length === 0) nothingChanged();
      await endGrants(
        transaction,
        ended.map(({ id }) => id),
        now,
      );
      tell(...(await toldOfEnded(transaction, ended, () => label)));
      audit(...ended.map((grant) => grantRecord(grant, "ended")));
      return { line: { id: lineId }, grant: null };
    },
  );
}
