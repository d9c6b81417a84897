import type { IdentityContext } from "../../context";
import { recordAudit } from "../../audit/record-audit";
import { actOnCompany, decideAgain, type Act } from "../../grants/act-on-company";
import type { GrantInput } from "../../grants/grant-input.types";
import { giveLocated, validityOf } from "../../grants/give-profile";
import { locateScope, type LocatedScope } from "../../grants/granted-scope";
import { lineUserFault } from "../../grants/line-for-user";
import { languageOf } from "../../messages/language";
import { queueMessages } from "../../messages/queue-message";
import { orUserErrors, Refused } from "../../../shared/act";
import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { foldText } from "../../../shared/inventory";
import { organizationPath } from "../../../shared/scope/organization";
import { attempt } from "../../../shared/throttle/attempt";
import { THROTTLES } from "../../../shared/throttle/rules";
import { tooManyAttempts } from "../../../shared/throttle/too-many-attempts";
import { createAccount } from "../../people/create-account";
import { OrganizationMembershipEntity } from "../../people/organization-membership.entity";
import { badInput, personFaults } from "../../people/person-faults";
import type { UserPayloadType } from "../../people/user-mutations.types";
import { signedInUser } from "../../people/signed-in-user";
import type { RegisterEmployeeInput } from "./invitation-input.types";
import { invite } from "./invite";

const MUTATION = "Mutation.registerEmployee";
/** Grants that one registration may bring. */
const MOST_GRANTS = 50;

/**
 * Makes an INVITED account with its grants, and invites; all of it or nothing. It is always a new account: were it
 * another's, the answer would tell of other companies. So of a user name that is taken nothing is told but that.
 * @throws CodedError FORBIDDEN for a grant that the caller may not give
 */
export async function registerEmployee(
  context: IdentityContext,
  input: RegisterEmployeeInput,
): Promise<UserPayloadType> {
  const { organizationId } = input;
  const grants = input.grants ?? [];
  const located = grants.length > MOST_GRANTS ? [] : await locateAll(context, organizationId, grants);
  const userErrors = [
    ...personFaults(input, ["input"]),
    ...(grants.length > MOST_GRANTS
      ? [badInput(`There must be at most ${MOST_GRANTS} grants.`, ["input", "grants"])]
      : []),
    ...located.filter((each): each is UserErrorType => "code" in each),
  ];
  if (userErrors.length > 0) return { user: null, userErrors };
  const wait = await attempt(context, { rule: THROTTLES.inviteByUser, key: signedInUser(context.caller) });
  if (wait !== null) return { user: null, userErrors: [tooManyAttempts(wait)] };
  return await orUserErrors({ user: null }, async () => {
    const userId = await addEmployee(context, input, located);
    context.services.messages.wake();
    return { user: await context.loaders.user.byId.load(userId) };
  });
}

async function addEmployee(
  context: IdentityContext,
  input: RegisterEmployeeInput,
  located: readonly (LocatedScope | UserErrorType)[],
): Promise<string> {
  const { organizationId, grants } = input;
  return await actOnCompany(context, organizationId, async (act) => {
    const path = organizationPath({ id: organizationId });
    const grantId = decideAgain(act, context, MUTATION, path);
    const invitedId = await addInvited(act, context, input);
    for (const [index, scope] of located.entries()) {
      const grant = grants?.[index];
      if (grant === undefined || "code" in scope) continue;
      const at = ["input", "grants", String(index)];
      const fields = { user: ["input"], grant: at, scope: [...at, "scope"] };
      const { profile, services } = grant;
      const giving = { mutation: MUTATION, userId: invitedId, profile, services, scope: grant.scope };
      const validity = validityOf(grant, act.now, fields);
      await giveLocated(context, act, { ...giving, ...validity }, scope, fields);
    }
    const { transaction, caller, now } = act;
    const target = { type: "User", id: invitedId, label: input.displayName };
    const entry = { organizationIds: [organizationId], actorId: caller.userId, grantId, target };
    await recordAudit(transaction, { at: now, request: context.request }, [
      { ...entry, action: MUTATION, outcome: "ALLOWED" },
    ]);
    return invitedId;
  });
}

/** The account, its membership and its invitation. @throws Refused CONFLICT when the user name is taken */
async function addInvited(
  { transaction, now }: Act,
  context: IdentityContext,
  { organizationId, username, displayName, email, mobileNumber = null }: RegisterEmployeeInput,
): Promise<string> {
  const person = { username, displayName, email, mobileNumber };
  const language = languageOf(context.request.acceptLanguage);
  const userId = await createAccount(transaction, {
    ...person,
    language,
    status: "INVITED",
    passwordHash: null,
    appliedVatNumber: null,
  });
  if (userId === null)
    throw new Refused("CONFLICT", "The user name is taken. Choose another one.", ["input", "username"]);
  const membership = { userId, organizationId, status: "INVITED" as const, sortName: foldText(displayName) };
  await transaction.insert(OrganizationMembershipEntity, [membership]);
  const company = await transaction.row<{ legalName: string }>(
    "SELECT legal_name AS legalName FROM organization WHERE id = ?",
    [organizationId],
  );
  const invitee = { userId, organizationId, legalName: company?.legalName ?? "", ...person, language };
  await queueMessages(transaction, await invite(transaction, context, invitee, now), now);
  return userId;
}

/** Where each grant's scope lies, or what is wrong with it; a scope of another company is as if it did not exist. */
async function locateAll(
  context: IdentityContext,
  organizationId: string,
  grants: readonly GrantInput[],
): Promise<(LocatedScope | UserErrorType)[]> {
  return await Promise.all(
    grants.map(async (grant, index): Promise<LocatedScope | UserErrorType> => {
      const field = ["input", "grants", String(index), "scope"];
      const located = await locateScope(context, grant.scope);
      if (located?.organizationId === organizationId)
        return (await lineUserFault(context, grant, field)) ?? located;
      return { code: "NOT_FOUND", message: "The company has no such object.", field };
    }),
  );
}
