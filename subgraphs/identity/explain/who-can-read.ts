import { freezeCaller, type Caller, type CallerGrant } from "../../../schema/access/caller";
import type { ScopePath } from "../../../schema/access/decide";
import { explain, passingGrants } from "../../../schema/access/verdict";
import { groupBy } from "../../shared/inventory";
import type { ObjectRefInput } from "../../shared/graphql/object-ref.type";
import type { ExplainContext } from "./context";
import { grantsOver, servicesOfGrants } from "../grants/grant.repository";
import type { ProfileGrantType } from "../grants/profile-grant.type";
import { assertCoordinates } from "./coordinates";
import { objectPaths, scopePathOf } from "./object-paths";

/**
 * The grants over an object of the company by which their holders may read a field of it, newest first: each holder is
 * put to the same two questions as a reader, whether their rows hold the object and whether the field's rules pass.
 * Null when the object does not exist, is out of the asker's scope, or is another company's.
 * @throws UserInputError for an unknown coordinate or a type that stands nowhere
 */
export async function whoCanRead(
  organizationId: string,
  coordinate: string,
  on: ObjectRefInput,
  context: ExplainContext,
): Promise<ProfileGrantType[] | null> {
  assertCoordinates(context.rules, [coordinate], "coordinate");
  const path = await scopePathOf(on, context);
  if (path === null || !isOf(organizationId, path)) return null;
  const own = withinCompany(organizationId, path);
  const { read } = context.database;
  const grants = await grantsOver(
    read,
    organizationId,
    own.scopes,
    context.services.secondFactorRequiredOf,
    context.caller.at,
  );
  const holders = await holdersOf(grants, organizationId, context);
  const reading = await Promise.all(
    holders.map(async (holder) => {
      if (!explain(holder, context.rules, coordinate, own).allowed) return [];
      const reached = await objectPaths[on.type]?.([on.id], { ...context, caller: holder });
      return reached?.[0] ? readingGrants(holder, coordinate, own, context) : [];
    }),
  );
  const ids = new Set(reading.flat().map(({ id }) => id));
  return grants.filter(({ id }) => ids.has(id));
}

/** A field without rules is read by every grant that reaches the object. */
function readingGrants(
  holder: Caller,
  coordinate: string,
  path: ScopePath,
  { rules }: ExplainContext,
): readonly CallerGrant[] {
  if ((rules.of(coordinate)?.rules.length ?? 0) === 0) return holder.grants;
  return passingGrants(holder, rules, coordinate, path);
}

/** Everyone who holds some of the grants, as the callers that these alone would make of them. */
async function holdersOf(
  grants: readonly ProfileGrantType[],
  organizationId: string,
  { database, caller: { at } }: ExplainContext,
): Promise<Caller[]> {
  if (grants.length === 0) return [];
  const services = groupBy(
    await servicesOfGrants(
      database.read,
      grants.map(({ id }) => id),
    ),
    ({ grantId }) => grantId,
  );
  const toCallerGrant = ({ id, profile, scope, validFrom, validUntil }: ProfileGrantType): CallerGrant => ({
    id,
    profile,
    services: (services.get(id) ?? []).map(({ service }) => service),
    scope: { kind: scope.kind, id: scope.id },
    // Of a holding only this company matters: what its referents reach elsewhere is not the asker's to know.
    organizationIds: [organizationId],
    contractId: scope.contractId,
    validFrom,
    validUntil,
  });
  return [...groupBy(grants, ({ userId }) => userId)].map(([userId, own]) =>
    freezeCaller({ userId, sessionId: null, organizationIds: [], grants: own.map(toCallerGrant), at }),
  );
}

function isOf(organizationId: string, { scopes }: ScopePath): boolean {
  return scopes.some(({ kind, id }) => kind === "ORGANIZATION" && id === organizationId);
}

/** A person may be registered with several companies; who may read them from another one is that one's affair. */
function withinCompany(organizationId: string, path: ScopePath): ScopePath {
  const scopes = path.scopes.filter(({ kind, id }) => kind !== "ORGANIZATION" || id === organizationId);
  const fields = Object.entries(path.fields ?? {}).map(
    ([coordinate, place]) => [coordinate, withinCompany(organizationId, place)] as const,
  );
  return { scopes, fields: Object.fromEntries(fields) };
}
