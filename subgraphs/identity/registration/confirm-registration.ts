import type { Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { publicAct, type OpenAct } from "../act/act";
import { ownRecord } from "../audit/own-record";
import type { RegistrationContext } from "./context";
import type { RefreshToken } from "../credentials/sessions/refresh-token";
import { beginSession } from "../credentials/sessions/session.repository";
import { signedIn } from "../credentials/sessions/sign-in";
import { rememberClient } from "../credentials/sessions/sign-in-throttles";
import { lockCompanies } from "../act/lock-companies";
import { accountRegistered } from "../messages/texts/account-registered";
import { createAccount } from "../people/create-account";
import { applyToCompany } from "./apply-to-company";
import { provenLine, type CompanyProof } from "./proven-line";
import type { ConfirmRegistrationInput } from "./registration-input.types";
import { RegistrationEntity } from "./registration.entity";
import { openRegistration } from "./registration.repository";
import { joinCompany } from "./join-company";
import { usernameTaken, wrongCode } from "./user-errors";
import { numberMovesTo } from "../people/contact-changes";

interface Opened {
  readonly userId: string;
  readonly session: RefreshToken;
}

/**
 * R2, R4: the proved code makes the account, ties it to the company by what was proved, or has it wait for the legal
 * representative, and signs in; all of it or nothing. A user name that is taken meanwhile, or was all along, is told now
 * and not before; the code is used, and the person registers anew with another name.
 */
export async function confirmRegistration(
  context: RegistrationContext,
  { registrationId, code }: ConfirmRegistrationInput,
) {
  const { database, services, request, now } = context;
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  return await publicAct(
    context,
    {
      mutation: "Mutation.confirmRegistration",
      throttles: [throttle],
      async prepare() {
        const registration = await openRegistration(database.read, registrationId, now());
        // Before the transaction, which must not wait for another subgraph: without it no code is used up.
        const proof = registration === null ? null : await proofOf(context, registration);
        return { registration, proof };
      },
      answer: ({ userId, session }: Opened) =>
        signedIn(context, userId, session, "This account is not active any more."),
    },
    async (inside, { registration, proof }) => {
      const { transaction } = inside;
      const isRight = await services.codes.redeem(transaction, registrationId, code, inside.now);
      if (!isRight || registration === null) return wrongCode(["input", "code"]);
      await succeeded(transaction, context, throttle);
      await transaction.delete(RegistrationEntity, { id: registrationId });
      return (await openAccount(inside, context, registration, proof)) ?? usernameTaken();
    },
  );
}

/** The account with all that belongs to it and its first session; null when the user name is taken. */
async function openAccount(
  { transaction, now, tell, audit }: OpenAct,
  context: RegistrationContext,
  registration: RegistrationEntity,
  proof: CompanyProof | null,
): Promise<Opened | null> {
  if (proof !== null) await lockCompanies(transaction, [proof.organizationId]);
  const { vatNumber, username, displayName, email, mobileNumber, passwordHash, language } = registration;
  const isOfCompany = proof !== null && (await hasVatNumber(transaction, proof.organizationId, vatNumber));
  const userId = await createAccount(transaction, {
    username,
    displayName,
    email,
    mobileNumber,
    passwordHash,
    language,
    status: "ACTIVE",
    appliedVatNumber: isOfCompany ? null : vatNumber,
  });
  if (userId === null) return null;
  const person = { userId, sortName: foldText(displayName) };
  tell({ channel: "email", to: email, language, texts: accountRegistered(username) });
  if (mobileNumber !== null) tell(...(await numberMovesTo(transaction, userId, mobileNumber, now)));
  const tie = isOfCompany ? await joinCompany(transaction, person, proof, now) : null;
  tell(...(tie?.messages ?? (await applyToCompany(transaction, context, person, vatNumber, now))));
  const session = await beginSession(
    transaction,
    userId,
    context.request,
    context.services.sessionLimits,
    now,
  );
  await rememberClient(transaction, context, userId);
  // In the company's trail only when something of the company was proved: an application is not yet its affair.
  audit(await ownRecord(transaction, userId), ...(tie?.entries ?? []));
  return { userId, session };
}

async function proofOf(
  context: RegistrationContext,
  { mobileNumber }: RegistrationEntity,
): Promise<CompanyProof | null> {
  return mobileNumber === null ? null : await provenLine(context, mobileNumber);
}

async function hasVatNumber(
  transaction: Writer,
  organizationId: string,
  vatNumber: string,
): Promise<boolean> {
  const found = await transaction.row("SELECT id FROM organization WHERE id = ? AND vat_number = ?", [
    organizationId,
    vatNumber,
  ]);
  return found !== null;
}
