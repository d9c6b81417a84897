import { OWN_FIELDS, READERS } from "../access/table";
import { inForce, placeOfGrant, SCOPE_KINDS } from "../access/viewer";
import { mobileNumberOf, msisdnOf, vatOf } from "../world/feed-rows";
import { sessionOf } from "../world/load-world";
import { NOW, type Company, type Grant } from "../world/world";
import { fixedOfOrganization } from "./fixed-inventory";
import { contractObject, lineObject, mobileOfOrganization } from "./mobile-inventory";
import {
  ADDRESS,
  connection,
  guarded,
  plain,
  sorted,
  type Arguments,
  type Asking,
  type SchemaObject,
} from "./schema-object";

const fold = (text: string) => text.toLowerCase();
const instant = (at: number) => new Date(at).toISOString();

export function viewerObject(asking: Asking): SchemaObject {
  const { world, viewer } = asking;
  const session = {
    id: sessionOf(viewer.id),
    current: true,
    createdAt: instant(NOW - 60_000),
    lastUsedAt: instant(NOW - 60_000),
    expiresAt: instant(NOW + 86_400_000),
    userAgent: null,
    ipAddress: null,
  };
  return {
    type: "Viewer",
    fields: {
      user: () => userObject(asking, viewer.id),
      grants: () => newestFirst(viewer.grants).map((grant) => grantObject(asking, grant)),
      sessions: () => [plain("Session", session)],
      organizations: (args) => organizationsObject(asking, world.organizations, args),
    },
  };
}

/** Null out of scope, as everything here. */
export function organizationObject(asking: Asking, id: string): SchemaObject | null {
  const { world, viewer } = asking;
  const index = world.organizations.findIndex((each) => each.id === id);
  const company = world.organizations[index];
  if (company === undefined || !viewer.namesOrganization(id)) return null;
  const rule = (field: string, value: (args: Arguments) => unknown) => (args: Arguments) =>
    guarded(viewer.may(READERS[`Organization.${field}`]!, { organization: id }), () => value(args));
  return {
    type: "Organization",
    fields: {
      id: () => id,
      legalName: () => company.name,
      vatNumber: rule("vatNumber", () => vatOf(index)),
      fiscalCode: rule("fiscalCode", () => vatOf(index)),
      registeredOffice: rule("registeredOffice", () => plain("PostalAddress", ADDRESS)),
      holding: rule("holding", () =>
        company.holding === null ? null : holdingObject(asking, company.holding),
      ),
      users: rule("users", (args) => usersObject(asking, id, args)),
      grants: rule("grants", (args) => {
        const grants = world.grants.filter(
          (grant) => inForce(grant) && placeOfGrant(world, grant).organization === id,
        );
        const objects = newestFirst(grants).map((grant) => grantObject(asking, grant));
        return connection("ProfileGrant", objects, args);
      }),
      ...mobileOfOrganization(asking, id),
      ...fixedOfOrganization(asking, id),
    },
  };
}

/** By HOLDING_REFERENT on it, or by whoever passes `Organization.holding` on a member. */
export function holdingObject(asking: Asking, id: string): SchemaObject | null {
  const { world, viewer } = asking;
  const members = world.organizations.filter(({ holding }) => holding === id);
  const reached =
    viewer.may({ HOLDING_REFERENT: true }, { holding: id }) ||
    members.some((member) => viewer.may(READERS["Organization.holding"]!, { organization: member.id }));
  if (!world.holdings.includes(id) || !reached) return null;
  return {
    type: "Holding",
    fields: {
      id: () => id,
      name: () => `Gruppo ${id}`,
      organizations: (args) => organizationsObject(asking, members, args),
    },
  };
}

export function userObject(asking: Asking, id: string): SchemaObject {
  const { world, viewer } = asking;
  const person = world.people.find((each) => each.id === id)!;
  const rule = (field: string, value: unknown) => () => {
    const coordinate = `User.${field}`;
    const self = id === viewer.id && OWN_FIELDS.includes(coordinate);
    const companies = person.memberships.map(({ organization }) => ({ organization }));
    return guarded(self || companies.some((place) => viewer.may(READERS[coordinate]!, place)), () => value);
  };
  const statuses = person.memberships.map(({ status }) => status);
  const pending = statuses.length > 0 && !statuses.includes("ACTIVE");
  return {
    type: "User",
    fields: {
      id: () => id,
      displayName: () => person.name,
      username: rule("username", `${id}.name`),
      email: rule("email", `${id}@example.com`),
      mobileNumber: rule("mobileNumber", mobileNumberOf(person.serial)),
      status: rule("status", person.deactivated ? "DEACTIVATED" : pending ? "PENDING" : "ACTIVE"),
    },
  };
}

function organizationsObject(asking: Asking, among: readonly Company[], args: Arguments): SchemaObject {
  const reached = among.filter(({ id }) => asking.viewer.namesOrganization(id));
  const inOrder = sorted(
    reached,
    ({ name }) => fold(name),
    ({ id }) => id,
  );
  const objects = inOrder.map(({ id }) => organizationObject(asking, id));
  return connection("Organization", objects, args);
}

function usersObject(asking: Asking, organization: string, args: Arguments): SchemaObject {
  const { search, status } = args;
  const members = asking.world.people.filter(({ id, name, memberships }) => {
    const membership = memberships.find((each) => each.organization === organization);
    if (membership === undefined) return false;
    const matches = [name, `${id}.name`, `${id}@example.com`].some((text) =>
      fold(text).startsWith(fold(typeof search === "string" ? search : "")),
    );
    return matches && (typeof status !== "string" || membership.status === status);
  });
  const inOrder = sorted(
    members,
    ({ name }) => fold(name),
    ({ id }) => id,
  );
  return connection(
    "User",
    inOrder.map(({ id }) => userObject(asking, id)),
    args,
  );
}

function grantObject(asking: Asking, grant: Grant): SchemaObject {
  const { world } = asking;
  const place = placeOfGrant(world, grant);
  const line = world.lines.find(({ id }) => id === place.line);
  const labels = {
    ORGANIZATION: () => world.organizations.find(({ id }) => id === grant.scope)!.name,
    HOLDING: () => `Gruppo ${grant.scope}`,
    MOBILE_CONTRACT: () => `N-${grant.scope}`,
    MOBILE_LINE: () => msisdnOf(line!),
    BILLING_ACCOUNT: () => grant.scope,
  };
  const scope: SchemaObject = {
    type: "GrantScope",
    fields: {
      kind: () => SCOPE_KINDS[grant.profile],
      id: () => grant.scope,
      label: () => labels[SCOPE_KINDS[grant.profile]](),
      organization: () =>
        place.organization === undefined ? null : organizationObject(asking, place.organization),
      mobileContract: () => (place.contract === undefined ? null : contractObject(asking, place.contract)),
      mobileLine: () => (line === undefined ? null : lineObject(asking, line)),
    },
  };
  return {
    type: "ProfileGrant",
    fields: {
      id: () => grant.id,
      profile: () => grant.profile,
      scope: () => scope,
      validFrom: () => instant(Date.parse(grant.from)),
      validUntil: () => (grant.until === null ? null : instant(Date.parse(grant.until))),
      services: () => grant.services.toSorted(),
      user: () => userObject(asking, grant.person),
      grantedBy: () => null,
    },
  };
}

function newestFirst(grants: readonly Grant[]): Grant[] {
  return sorted(
    grants,
    ({ from }) => from,
    ({ id }) => id,
  ).toReversed();
}
