import type { Caller, CallerGrant } from "../../../schema/access/caller";
import { freezeCaller } from "../../../schema/access/caller";
import { mayGrant, type ProposedGrant } from "../../../schema/access/may-grant";
import { TYPE_OF_SCOPE } from "../../../schema/access/scope-types";
import { CodedError, UserInputError } from "../../../schema/errors";
import type { Environment } from "../../shared/subgraph/definition";
import { readPerson } from "../grants/callers/caller.repository";
import type { ExplainContext } from "./context";
import type { GrantInput, GrantProfileInput } from "../grants/grant-input.types";
import type { ExplainServices } from "./context";
import { peopleTiedTo } from "./people-tied-to";
import { scopePathOf } from "./object-paths";
import type { PreviewedGrant } from "./preview-token";

/** A preview as identity and the other subgraphs compute from it: the person as they are, and as they would be. */
export interface OpenedPreview {
  readonly organizationId: string;
  readonly grant: PreviewedGrant;
  readonly before: Caller;
  readonly after: Caller;
}

/**
 * The id of a preview of this grant. Null when the scope or the person does not exist, or not in this organization.
 * @throws UserInputError for a grant that cannot exist, CodedError FORBIDDEN for one that this caller may not give
 */
export async function sealPreview(
  organizationId: string,
  { userId, grant }: GrantProfileInput,
  context: ExplainContext,
): Promise<string | null> {
  const { caller, database, services, now } = context;
  const proposed = proposedGrant(grant, caller.at);
  const { scope } = proposed;
  const path = await scopePathOf({ type: TYPE_OF_SCOPE[scope.kind], id: scope.id }, context, [
    "input",
    "grant",
    "scope",
  ]);
  const verdict = mayGrant(caller, proposed, path ?? { scopes: [] });
  if (!verdict.allowed && verdict.code === "BAD_USER_INPUT")
    throw new UserInputError(["input", "grant", verdict.field], verdict.reason);
  if (caller.userId === null || path === null) return null;
  if (!path.scopes.some(({ kind, id }) => kind === "ORGANIZATION" && id === organizationId)) return null;
  const tied = await peopleTiedTo(database.read, [organizationId], [userId], caller.at);
  if (!tied.has(userId)) return null;
  if (!verdict.allowed) {
    const { code, grantableBy } = verdict;
    throw new CodedError(code, `${grant.profile} is not yours to give`, { grantableBy });
  }
  const { profile, services: named } = proposed;
  const previewed = { organizationId, userId, profile, services: [...named], scopes: [...path.scopes] };
  return (await services.previews.seal(previewed, caller.userId, now())).token;
}

/** What a preview's id stands for; null unless this very viewer asked for it within the last minute. */
export async function openPreview(
  id: string,
  caller: Caller | null,
  { database, services, now }: Pick<Environment<ExplainServices>, "database" | "services" | "now">,
): Promise<OpenedPreview | null> {
  if (caller === null || caller.userId === null) return null;
  const grant = await services.previews.open(id, caller.userId, now());
  if (grant === null) return null;
  const before = await readPerson(database.read, services, grant.userId, caller.at);
  return { organizationId: grant.organizationId, grant, before, after: withGrant(before, grant) };
}

/** The same profile on the same scope again replaces its services and dates. From the first moment of its validity on. */
function withGrant(person: Caller, { profile, services, scopes, organizationId }: PreviewedGrant): Caller {
  const [scope] = scopes;
  if (scope === undefined) return person;
  const given: CallerGrant = {
    id: "previewed",
    profile,
    services,
    scope,
    organizationIds: [organizationId],
    contractId: scopes.find(({ kind }) => kind === "MOBILE_CONTRACT")?.id ?? null,
    validFrom: person.at,
    validUntil: null,
  };
  const others = person.grants.filter(
    (other) => other.profile !== profile || other.scope.kind !== scope.kind || other.scope.id !== scope.id,
  );
  return freezeCaller({ ...person, grants: [...others, given] });
}

function proposedGrant(
  { profile, services, scope, validFrom, validUntil }: GrantInput,
  at: number,
): ProposedGrant {
  if (typeof validUntil === "number" && validUntil <= (validFrom ?? at))
    throw new UserInputError(["input", "grant", "validUntil"], "lies before the grant begins");
  return { profile, services: [...new Set(services ?? [])], scope: { kind: scope.kind, id: scope.id } };
}
