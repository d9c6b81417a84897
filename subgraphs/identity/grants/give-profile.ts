import type { Profile, Service } from "../../../schema/access/vocabulary";
import type { ScopeRef } from "../../../schema/access/decide";
import { UserInputError } from "../../../schema/errors";
import { refuseFaults } from "../../shared/act";
import type { Reader } from "../../shared/database";
import { act, type IdentityAct } from "../act/act";
import type { GrantsContext } from "./context";
import { assertRegistered } from "../people/registered-person";
import { giveGrant } from "./give-grant";
import { grantsById } from "./grant.repository";
import { scopeOf, type LocatedScope } from "./granted-scope";
import { grantRecord } from "./grant-audit";
import { toldOfGiven } from "./grant-messages";
import { lineToGive } from "./line-for-user";
import { assertMayGrant } from "./may-give";
import type { ProfileGrantType } from "./profile-grant.type";
import { numberMovesTo } from "../people/contact-changes";

/** A grant that somebody asks to give. Instants are epoch milliseconds. */
export interface Giving {
  /** Whose rule allows it. */
  readonly mutation: `Mutation.${string}`;
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

/** From when until when, until excluded; null for no end. */
interface Validity {
  readonly validFrom: number;
  readonly validUntil: number | null;
}

/** A grant that was given, and those that ended to make room for it. */
export interface Given {
  readonly grant: ProfileGrantType;
  readonly ended: readonly ProfileGrantType[];
}

/**
 * Gives a grant on the scope that the rule of the mutation was decided on: the grant itself, the end of those that make
 * room for it, messages to everyone concerned, and the records.
 * @returns the grants; `userErrors` for what the person can put right
 * @throws CodedError FORBIDDEN, NOT_FOUND
 */
export async function giveProfile(context: GrantsContext, giving: Giving, fields: GivingFields) {
  return await act<Given, Given, Validity & { readonly msisdn: string | null }>(
    context,
    {
      mutation: giving.mutation,
      async prepare() {
        const validity = validityOf(giving, context.caller.at, fields);
        const { fault, msisdn } = await lineToGive(context, giving, fields.scope);
        refuseFaults(fault === null ? [] : [fault]);
        return { ...validity, msisdn };
      },
    },
    (inside, { msisdn, ...validity }) => {
      const scope = scopeOf(inside.on);
      const labelled = { ...scope, label: msisdn ?? scope.label };
      return giveOn(labelled, inside, { ...giving, ...validity }, fields);
    },
  );
}

/** The same within an act that has begun, on a scope that was located before it. */
export async function giveOn(
  { path, organizationId, contractId, label }: LocatedScope,
  { transaction, caller, now, tell, audit }: IdentityAct,
  { userId, profile, scope, validFrom, validUntil, ...giving }: Giving & Validity,
  fields: GivingFields,
): Promise<Given> {
  const services = [...new Set(giving.services ?? [])];
  assertMayGrant({ caller }, { profile, services, scope }, path, fields.grant);
  await assertRegistered(transaction, organizationId, userId, fields.user);
  const granted = { kind: scope.kind, id: scope.id, organizationId, contractId };
  const wanted = { userId, profile, services, scope: granted, validFrom, validUntil };
  const given = await giveGrant(transaction, { ...wanted, grantedBy: caller.userId }, now);
  const [grant, ...ended] = await grantsInOrder(transaction, [given.grantId, ...given.ended]);
  if (grant === undefined) throw new Error("A grant that was just given is not there");
  const { isNew } = given;
  // What goes to the number of the line reaches its new user from now on.
  if (profile === "END_USER") tell(...(await numberMovesTo(transaction, userId, label, now)));
  tell(...(await toldOfGiven(transaction, { grant, services, ended, isNew, label }, now)));
  audit(...ended.map((each) => grantRecord(each, "ended")), grantRecord(grant, isNew ? "given" : "changed"));
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
): Validity {
  const from = Math.max(validFrom ?? at, at);
  const until = validUntil ?? null;
  if (until !== null && until <= from)
    throw new UserInputError(
      [...fields.grant, "validUntil"],
      "must lie in the future and after the grant begins",
    );
  return { validFrom: from, validUntil: until };
}

async function grantsInOrder(reader: Reader, ids: readonly string[]): Promise<ProfileGrantType[]> {
  const found = await grantsById(reader, ids, { sql: "1 = 1", parameters: [] });
  const byId = new Map(found.map((grant) => [grant.id, grant]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
