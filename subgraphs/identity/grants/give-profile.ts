import type { Profile, Service } from "../../../schema/access/vocabulary";
import type { ScopeRef } from "../../../schema/access/decide";
import { CodedError, UserInputError } from "../../../schema/errors";
import { Refused } from "../../shared/act";
import { recordAudit } from "../audit/record-audit";
import type { IdentityContext } from "../context";
import { queueMessages } from "../messages/queue-message";
import { assertRegistered } from "../people/registered-person";
import { actOnCompany, assertMayGrant, decideAgain, type Act } from "./act-on-company";
import { giveGrant } from "./give-grant";
import { grantsById } from "./grant.repository";
import { locateScope, type LocatedScope } from "./granted-scope";
import { grantEntry } from "./grant-audit";
import { toldOfGiven } from "./grant-messages";
import { lineUserFault } from "./line-for-user";
import type { ProfileGrantType } from "./profile-grant.type";

/** A grant that somebody asks to give. Instants are epoch milliseconds. */
export interface Giving {
  /** Whose rule allows it. */
  readonly mutation: string;
  readonly userId: string;
  readonly profile: Profile;
  readonly services?: readonly Service[] | null | undefined;
  readonly scope: ScopeRef;
  /** None, or one that has passed: from now on. */
  readonly validFrom?: number | null | undefined;
  readonly validUntil?: number | null | undefined;
}

/** Where the arguments name the person and the grant, for errors. */
export interface GivingFields {
  readonly user: readonly string[];
  readonly grant: readonly string[];
  /** The id of the scope, or what says it. */
  readonly scope: readonly string[];
}

export interface Given {
  readonly grant: ProfileGrantType;
  readonly ended: readonly ProfileGrantType[];
}

/**
 * Gives a grant, with everything that belongs to it in one transaction: the decision on what the giver holds then, the
 * grant itself and those that make room for it, the words to everyone concerned, and the record.
 * @throws Refused or UserInputError for what the person can put right, CodedError FORBIDDEN or NOT_FOUND otherwise
 */
export async function giveProfile(
  context: IdentityContext,
  giving: Giving,
  fields: GivingFields,
): Promise<Given> {
  const located = await locateScope(context, giving.scope);
  if (located === null)
    throw new CodedError("NOT_FOUND", "There is no such object, or it is out of your scope");
  const validity = validityOf(giving, context.caller.at, fields);
  const fault = await lineUserFault(context, giving, fields.scope);
  if (fault !== null) throw new Refused("BAD_USER_INPUT", fault.message, fields.scope);
  return await actOnCompany(context, located.organizationId, (act) =>
    giveLocated(context, act, { ...giving, ...validity }, located, fields),
  );
}

/** The same within a transaction that has begun, on a scope that was located before it. */
export async function giveLocated(
  context: IdentityContext,
  act: Act,
  giving: Giving & { readonly validFrom: number; readonly validUntil: number | null },
  located: LocatedScope,
  fields: GivingFields,
): Promise<Given> {
  const { transaction, caller, now } = act;
  const { mutation, userId, profile, scope } = giving;
  const { path, organizationId, contractId, label } = located;
  const services = [...new Set(giving.services ?? [])];
  const allowedBy = decideAgain(act, context, mutation, path);
  assertMayGrant(act, { profile, services, scope }, path, fields.grant);
  await assertRegistered(transaction, organizationId, userId, fields.user);
  const { validFrom, validUntil } = giving;
  const granted = { kind: scope.kind, id: scope.id, organizationId, contractId };
  const wanted = { userId, profile, services, scope: granted, validFrom, validUntil };
  const given = await giveGrant(transaction, { ...wanted, grantedBy: caller.userId }, now);
  const [grant, ...ended] = await grantsInOrder(act, [given.grantId, ...given.ended]);
  if (grant === undefined) throw new Error("A grant that was just given is not there");
  const messages = await toldOfGiven(transaction, { grant, services, ended, isNew: given.isNew, label }, now);
  await queueMessages(transaction, messages, now);
  const entry = { actorId: caller.userId, grantId: allowedBy, action: mutation };
  await recordAudit(transaction, { at: now, request: context.request }, [
    ...ended.map((each) => grantEntry(entry, each, "ended")),
    grantEntry(entry, grant, given.isNew ? "given" : "changed"),
  ]);
  return { grant, ended };
}

/**
 * From when until when: an instant that has passed means now, as nobody is let into what was before.
 * @param at the request's instant, from which its own answer already shows the grant
 */
export function validityOf(
  { validFrom, validUntil }: Pick<Giving, "validFrom" | "validUntil">,
  at: number,
  fields: GivingFields,
): { readonly validFrom: number; readonly validUntil: number | null } {
  const from = Math.max(validFrom ?? at, at);
  const until = validUntil ?? null;
  if (until !== null && until <= from)
    throw new UserInputError(
      [...fields.grant, "validUntil"],
      "must lie in the future and after the grant begins",
    );
  return { validFrom: from, validUntil: until };
}

async function grantsInOrder({ transaction }: Act, ids: readonly string[]): Promise<ProfileGrantType[]> {
  const found = await grantsById(transaction, ids, { sql: "1 = 1", parameters: [] });
  const byId = new Map(found.map((grant) => [grant.id, grant]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
