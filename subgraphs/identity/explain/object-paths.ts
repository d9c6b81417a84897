import type { ScopePath } from "../../../schema/access/decide";
import { UserInputError } from "../../../schema/errors";
import { SCOPE_PATH, type LocatedKind } from "../../../schema/internal/scope-path";
import type { LabelledPath, ScopePathLookUp } from "../../shared/subgraph/definition";
import { namedOrganizations } from "../companies/named-scopes";
import type { GrantsLoaders } from "../grants/context";
import type { ExplainContext } from "./context";
import { grantsById } from "../grants/grant.repository";
import { pathOfScope } from "../grants/granted-scope";
import { visibleGrants } from "../grants/visible-grants";
import { holdingsByIds } from "../companies/holding.repository";
import { organizationsByIds } from "../companies/organization.repository";
import { accessRequestsByIds, visibleRequests } from "../requests/access-request.repository";
import type { ExplainServices } from "./context";
import { peopleTiedTo } from "./people-tied-to";
import { userPath } from "../people/user-path";
import { usersByIds } from "../people/user.repository";

type LookUp = ScopePathLookUp<GrantsLoaders, ExplainServices>;

/**
 * Where the objects stand that people ask about, by GraphQL type: those in the asker's rows only, so that one out of
 * scope and one that does not exist are the same. Never through loaders: `whoCanRead` asks as other people.
 */
export const objectPaths: Readonly<Record<string, LookUp>> = {
  Organization: async (ids, { database, caller }) => {
    const found = await organizationsByIds(database.read, caller, ids);
    return inOrder(ids, found, ({ id, legalName }) => ({
      scopes: [{ kind: "ORGANIZATION", id }],
      label: legalName,
    }));
  },
  Holding: async (ids, { database, caller, rules }) => {
    const found = await holdingsByIds(database.read, caller, rules, ids);
    return inOrder(ids, found, ({ id }) => ({ scopes: [{ kind: "HOLDING", id }] }));
  },
  // No list leads to everybody: oneself, and whoever is registered or holds anything where the asker is or does.
  User: async (ids, { database, caller }) => {
    const tied = await peopleTiedTo(database.read, namedOrganizations(caller), ids, caller.at);
    const known = ids.filter((id) => id === caller.userId || tied.has(id));
    const found = known.length === 0 ? [] : await usersByIds(database.read, known);
    return inOrder(ids, found, userPath);
  },
  ProfileGrant: async (ids, { database, caller, rules }) => {
    const visible = visibleGrants(caller, rules.of("Organization.grants"));
    const found = await grantsById(database.read, ids, visible);
    return inOrder(ids, found, ({ scope }) => pathOfScope(scope));
  },
  AccessRequest: async (ids, { database, caller, rules }) => {
    const found = await accessRequestsByIds(database.read, ids, visibleRequests(caller, rules));
    return inOrder(ids, found, ({ contractId, organizationId, contractNumber }) => ({
      label: contractNumber,
      scopes: [
        { kind: "MOBILE_CONTRACT", id: contractId },
        { kind: "ORGANIZATION", id: organizationId },
      ],
    }));
  },
  MobileContract: elsewhere("mobile-inventory", "MOBILE_CONTRACT"),
  MobileLine: elsewhere("mobile-inventory", "MOBILE_LINE"),
  FixedLine: elsewhere("fixed-inventory", "FIXED_LINE"),
  BillingAccount: elsewhere("billing", "BILLING_ACCOUNT"),
};

/**
 * The scope path of one object; null when it does not exist or is out of the caller's scope.
 * @param argument the path of the argument that names it, for the error
 * @throws UserInputError when nothing of that type stands anywhere by itself
 */
export async function scopePathOf(
  on: { readonly type: string; readonly id: string },
  context: ExplainContext,
  argument: readonly string[] = ["on"],
): Promise<ScopePath | null> {
  const lookUp = Object.hasOwn(objectPaths, on.type) ? objectPaths[on.type] : undefined;
  if (lookUp === undefined) {
    const known = Object.keys(objectPaths).toSorted().join(", ");
    throw new UserInputError([...argument, "type"], `is none of ${known}`);
  }
  return (await lookUp([on.id], context))[0] ?? null;
}

/** The owner is asked, sealed, as the caller: it looks among that person's rows. */
function elsewhere(subgraph: string, kind: LocatedKind): LookUp {
  return async (ids, { internal, caller }) => {
    const refs = ids.map((id) => ({ kind, id }));
    const paths = await internal(subgraph, SCOPE_PATH, { refs }, caller);
    return ids.map((_, index) => {
      const path = paths[index];
      // Without its label: what people call the object is the owner's to say.
      return path ? { scopes: path.scopes } : null;
    });
  };
}

function inOrder<Found extends { readonly id: string }>(
  ids: readonly string[],
  found: readonly Found[],
  pathOf: (object: Found) => LabelledPath,
): (LabelledPath | null)[] {
  const paths = new Map(found.map((object) => [object.id, pathOf(object)]));
  return ids.map((id) => paths.get(id) ?? null);
}
