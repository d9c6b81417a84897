import type { Writer } from "../../shared/database";
import { foldText } from "../../shared/inventory";
import { auditedPerson } from "../audit/audited-person";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { lockCompanies } from "../grants/lock-companies";
import { queueMessages } from "../messages/queue-message";
import { accountRegistered } from "../messages/texts/account-registered";
import type { RefreshToken } from "../credentials/sessions/refresh-token";
import type { SignInPayloadType } from "../credentials/sessions/session-payloads.type";
import { NOBODY, signedIn, type SignInContext } from "../credentials/sessions/sign-in";
import { rememberClient } from "../credentials/sessions/sign-in-throttles";
import { beginSession } from "../credentials/sessions/session.repository";
import { attempt, succeeded } from "../../shared/throttle/attempt";
import { clientAddress } from "../../shared/throttle/client-address";
import { THROTTLES } from "../../shared/throttle/rules";
import { tooManyAttempts } from "../../shared/throttle/too-many-attempts";
import { createAccount } from "../people/create-account";
import { applyToCompany } from "./apply-to-company";
import { provenLine, type CompanyProof } from "./proven-line";
import type { ConfirmRegistrationInput } from "./registration-input.types";
import { RegistrationEntity } from "./registration.entity";
import { openRegistration } from "./registration.repository";
import { tieToCompany } from "./tie-to-company";
import { USERNAME_TAKEN, wrongCode } from "./user-errors";

const MUTATION = "Mutation.confirmRegistration";

export type ConfirmationContext = SignInContext & Pick<IdentityContext, "internal">;

/**
 * R2, R4: the proved code makes the account, ties it to the company by what was proved, or has it wait for the legal
 * representative, and signs in; all of it or nothing. A user name that is taken meanwhile, or was all along, is told now
 * and not before; the code is used, and the person registers anew with another name.
 */
export async function confirmRegistration(
  context: ConfirmationContext,
  { registrationId, code }: ConfirmRegistrationInput,
): Promise<SignInPayloadType> {
  const { database, services, request, now } = context;
  const throttle = { rule: THROTTLES.codeFromAddress, key: clientAddress(request.ipAddress) };
  const wait = await attempt(context, throttle);
  if (wait !== null) return { ...NOBODY, userErrors: [tooManyAttempts(wait)] };
  const registration = await openRegistration(database.read, registrationId, now());
  // Before the transaction, which must not wait for another subgraph: without it no code is used up.
  const proof = registration === null ? null : await proofOf(context, registration);
  const outcome = await database.write(async (transaction) => {
    const isRight = await services.codes.redeem(transaction, registrationId, code, now());
    if (!isRight || registration === null) return wrongCode(["input", "code"]);
    await succeeded(transaction, context, throttle);
    await transaction.delete(RegistrationEntity, { id: registrationId });
    return (await openAccount(transaction, context, registration, proof)) ?? USERNAME_TAKEN;
  });
  if ("code" in outcome) return { ...NOBODY, userErrors: [outcome] };
  services.messages.wake();
  return await signedIn(context, outcome.userId, outcome.session, "This account is not active any more.");
}

/** The account with all that belongs to it and its first session; null when the user name is taken. */
async function openAccount(
  transaction: Writer,
  context: ConfirmationContext,
  registration: RegistrationEntity,
  proof: CompanyProof | null,
): Promise<{ readonly userId: string; readonly session: RefreshToken } | null> {
  if (proof !== null) await lockCompanies(transaction, [proof.organizationId]);
  const at = context.now();
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
  const sortName = foldText(displayName);
  const welcome = { channel: "email" as const, to: email, language, texts: accountRegistered(username) };
  const tie = isOfCompany ? await tieToCompany(transaction, { userId, sortName }, proof, MUTATION, at) : null;
  const told =
    tie?.messages ?? (await applyToCompany(transaction, context, { userId, sortName }, vatNumber, at));
  await queueMessages(transaction, [welcome, ...told], at);
  const session = await beginSession(transaction, userId, context.request, at);
  await rememberClient(transaction, context, userId);
  // In the company's trail only when something of the company was proved: an application is not yet its affair.
  const person = await auditedPerson(transaction, userId);
  const entry = { ...person, actorId: userId, action: MUTATION, outcome: "ALLOWED" as const };
  await recordAudit(transaction, { at, request: context.request }, [entry, ...(tie?.entries ?? [])]);
  return { userId, session };
}

async function proofOf(
  context: ConfirmationContext,
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
