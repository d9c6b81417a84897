import { countAttempt, Refused, refuseFaults } from "../../../shared/act";
import type { UserErrorType } from "../../../shared/graphql/user-error.type";
import { foldText } from "../../../shared/inventory";
import { THROTTLES } from "../../../shared/throttle/rules";
import { act, type IdentityAct } from "../../act/act";
import type { RegistrationContext } from "../context";
import type { GrantInput } from "../../grants/grant-input.types";
import { locateScope, type LocatedScope } from "../../grants/granted-scope";
import { giveOn, validityOf } from "../../grants/give-profile";
import { lineUserFault } from "../../grants/line-for-user";
import { languageOf } from "../../../shared/work/delivery/language";
import { createAccount } from "../../people/create-account";
import { OrganizationMembershipEntity } from "../../people/organization-membership.entity";
import { badInput, personFaults } from "../../people/person-faults";
import { signedInUser } from "../../people/signed-in-user";
import type { RegisterEmployeeInput } from "./invitation-input.types";
import { invite } from "./invite";

const MUTATION = "Mutation.registerEmployee";
/** Grants that one registration may bring. */
const MOST_GRANTS = 50;

/** A grant to give, and where its scope lies. */
interface Located {
  readonly grant: GrantInput;
  readonly scope: LocatedScope;
}

/**
 * Makes an INVITED account with its grants, and invites; all of it or nothing. It is always a new account: were it
 * another's, the answer would tell of other companies. So of a user name that is taken nothing is told but that.
 * @throws CodedError FORBIDDEN for a grant that the caller may not give
 */
export async function registerEmployee(context: RegistrationContext, input: RegisterEmployeeInput) {
  return await act(
    context,
    {
      mutation: MUTATION,
      prepare: () => checkedGrants(context, input),
      answer: async (userId: string) => ({ user: await context.loaders.user.byId.load(userId) }),
    },
    async (inside, grants) => {
      const userId = await addInvited(inside, context, input);
      for (const [index, { grant, scope }] of grants.entries()) {
        const at = ["input", "grants", String(index)];
        const fields = { user: ["input"], grant: at, scope: [...at, "scope"] };
        const { profile, services } = grant;
        const giving = { mutation: MUTATION, userId, profile, services, scope: grant.scope } as const;
        await giveOn(scope, inside, { ...giving, ...validityOf(grant, inside.now, fields) }, fields);
      }
      inside.audit({ target: { type: "User", id: userId, label: input.displayName } });
      return userId;
    },
  );
}

/** The grants to give. Counts against the invitations of the person, once nothing is wrong. @throws Refused */
async function checkedGrants(
  context: RegistrationContext,
  input: RegisterEmployeeInput,
): Promise<readonly Located[]> {
  const grants = input.grants ?? [];
  const isTooMany = grants.length > MOST_GRANTS;
  const { located, faults } = await locateAll(context, input.organizationId, isTooMany ? [] : grants);
  refuseFaults([
    ...personFaults(input, ["input"]),
    ...(isTooMany ? [badInput(`There must be at most ${MOST_GRANTS} grants.`, ["input", "grants"])] : []),
    ...faults,
  ]);
  await countAttempt(context, { rule: THROTTLES.inviteByUser, key: signedInUser(context.caller) });
  return located;
}

/** The account, its membership and its invitation. @throws Refused CONFLICT when the user name is taken */
async function addInvited(
  { transaction, now, on, tell }: IdentityAct,
  context: RegistrationContext,
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
  const invitee = { userId, organizationId, legalName: on.label ?? "", ...person, language };
  tell(...(await invite(transaction, context, invitee, now)));
  return userId;
}

/** Where the scope of each grant lies, and what is wrong with others; one of another company does not exist. */
async function locateAll(
  context: RegistrationContext,
  organizationId: string,
  grants: readonly GrantInput[],
): Promise<{ readonly located: readonly Located[]; readonly faults: readonly UserErrorType[] }> {
  const located = await Promise.all(
    grants.map(async (grant, index): Promise<Located | UserErrorType> => {
      const field = ["input", "grants", String(index), "scope"];
      const scope = await locateScope(context, grant.scope);
      if (scope?.organizationId === organizationId)
        return (await lineUserFault(context, grant, field)) ?? { grant, scope };
      return { code: "NOT_FOUND", message: "The company has no such object.", field };
    }),
  );
  const isFault = (each: Located | UserErrorType): each is UserErrorType => "code" in each;
  return {
    located: located.filter((each): each is Located => !isFault(each)),
    faults: located.filter(isFault),
  };
}
