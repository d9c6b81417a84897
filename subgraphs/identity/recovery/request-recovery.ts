import { v7 as uuid } from "uuid";
import { storable } from "../../shared/text/storable";
import { countAttempt, Refused } from "../../shared/act";
import { publicAct } from "../act/act";
import type { RecoveringContext } from "./context";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { RecoveryRequestEntity, type IdentifiedBy, type Wanted } from "./recovery-request.entity";
import type { RequestPasswordResetInput } from "./recovery.types";

/** Longer ones are nobody's. */
const LONGEST_IDENTIFIER = 254;

const IDENTIFIED_BY = {
  username: "USERNAME",
  email: "EMAIL",
  fiscalCode: "FISCAL_CODE",
  vatNumber: "VAT_NUMBER",
} as const satisfies Record<keyof RequestPasswordResetInput, IdentifiedBy>;

/**
 * R7: notes that somebody cannot sign in, and nothing more: who it may be is looked up after the answer, so that neither its
 * content nor its time depends on whether there is such an account (docs/decisions/0023).
 */
export async function requestRecovery(
  context: RecoveringContext,
  mutation: `Mutation.${string}`,
  wanted: Wanted,
  input: RequestPasswordResetInput,
  mayBe: readonly (keyof RequestPasswordResetInput)[],
) {
  const { services, request } = context;
  return await publicAct(
    context,
    {
      mutation,
      // Counted once exactly one thing is named.
      throttles: [],
      // The trail keeps what was answered, once it is known whom it concerns.
      unrecorded: true,
      async prepare() {
        const given = mayBe.filter((name) => typeof input[name] === "string");
        const [name] = given;
        if (name === undefined || given.length > 1)
          throw new Refused("BAD_USER_INPUT", `Give exactly one of ${mayBe.join(", ")}.`, ["input"]);
        const key = clientAddress(request.ipAddress);
        await countAttempt(context, { rule: THROTTLES.recoverFromAddress, key });
        return name;
      },
      answer() {
        services.chores.wake("recovery");
        return Promise.resolve({});
      },
    },
    async ({ transaction, now }, name) => {
      const id = uuid();
      const identifier = (input[name] ?? "").slice(0, LONGEST_IDENTIFIER);
      const row = {
        id,
        wanted,
        identifiedBy: IDENTIFIED_BY[name],
        sealedIdentifier: services.recoveries.seal(identifier, id),
        requestId: storable(request.requestId, 64) ?? "",
        userAgent: storable(request.userAgent, 255),
        ipAddress: storable(request.ipAddress, 45),
        createdAt: now,
      };
      await transaction.insert(RecoveryRequestEntity, [row]);
    },
  );
}
