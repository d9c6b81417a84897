import { NOW, type Grant, type World } from "../world/world";
import type { Readers } from "./table";

/** Where something lies. A grant covers it when the one id that the grant is on stands here. */
export interface Place {
  readonly organization?: string | undefined;
  readonly contract?: string | undefined;
  readonly line?: string | undefined;
  readonly billingAccount?: string | undefined;
  /** Only of a grant's own scope. */
  readonly holding?: string | undefined;
}

/** The person who asks, with the grants in force, by id. */
export class Viewer {
  readonly grants: readonly Grant[];
  readonly registeredWith: readonly string[];

  constructor(
    readonly world: World,
    readonly id: string,
  ) {
    const person = world.people.find((each) => each.id === id);
    this.grants = world.grants
      .filter((grant) => grant.person === id && inForce(grant))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    this.registeredWith = (person?.memberships ?? [])
      .filter(({ status }) => status === "ACTIVE")
      .map(({ organization }) => organization);
  }

  /** Whether a grant in force on the place names one of the readers. */
  may(readers: Readers, place: Place): boolean {
    return this.grants.some((grant) => names(grant, readers) && this.covers(grant, place));
  }

  /** Whether any grant at all names one of the readers: otherwise the field is cut before planning. */
  mayAnywhere(readers: Readers): boolean {
    return this.grants.some((grant) => names(grant, readers));
  }

  covers(grant: Grant, place: Place): boolean {
    switch (grant.profile) {
      case "LEGAL_REP":
      case "FIXED_OWNER":
      case "FIXED_MASTER":
        return place.organization === grant.scope;
      case "MOBILE_MASTER":
      case "MOBILE_ADDITIONAL":
        return place.contract === grant.scope;
      case "END_USER":
        return place.line === grant.scope;
      case "FIXED_STANDARD":
        return place.billingAccount === grant.scope;
      case "HOLDING_REFERENT":
        return (
          place.holding === grant.scope ||
          this.world.organizations.some(
            ({ id, holding }) => id === place.organization && holding === grant.scope,
          )
        );
      default:
        return grant.profile satisfies never;
    }
  }

  /** Registered with it, or any grant in it. */
  namesOrganization(id: string): boolean {
    return (
      this.registeredWith.includes(id) || this.grants.some((grant) => this.companiesOf(grant).includes(id))
    );
  }

  companiesOf(grant: Grant): readonly string[] {
    if (grant.profile !== "HOLDING_REFERENT") return [placeOfGrant(this.world, grant).organization!];
    return this.world.organizations.filter(({ holding }) => holding === grant.scope).map(({ id }) => id);
  }
}

export function names(grant: Grant, readers: Readers): boolean {
  const needed = readers[grant.profile];
  if (needed === undefined) return false;
  return needed === true || needed.some((service) => grant.services.includes(service));
}

export function inForce({ revoked, from, until }: Grant): boolean {
  return !revoked && Date.parse(from) <= NOW && (until === null || NOW < Date.parse(until));
}

/** A grant's scope with its ancestors. */
export function placeOfGrant(world: World, { profile, scope }: Grant): Place {
  const inContract = (contract: string): Place => ({
    contract,
    organization: world.contracts.find(({ id }) => id === contract)!.organization,
  });
  switch (profile) {
    case "HOLDING_REFERENT":
      return { holding: scope };
    case "MOBILE_MASTER":
    case "MOBILE_ADDITIONAL":
      return inContract(scope);
    case "END_USER":
      return { line: scope, ...inContract(world.lines.find(({ id }) => id === scope)!.contract) };
    case "FIXED_STANDARD": {
      const { site } = world.fixedLines.find(({ billingAccount }) => billingAccount === scope)!;
      return { billingAccount: scope, organization: world.sites.find(({ id }) => id === site)!.organization };
    }
    default:
      return { organization: scope };
  }
}

export const SCOPE_KINDS = {
  LEGAL_REP: "ORGANIZATION",
  FIXED_OWNER: "ORGANIZATION",
  FIXED_MASTER: "ORGANIZATION",
  HOLDING_REFERENT: "HOLDING",
  MOBILE_MASTER: "MOBILE_CONTRACT",
  MOBILE_ADDITIONAL: "MOBILE_CONTRACT",
  END_USER: "MOBILE_LINE",
  FIXED_STANDARD: "BILLING_ACCOUNT",
} as const;
