import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { GrantsContext } from "./context";
import { endLineUser } from "./assign-line-user";
import { GrantProfileInput } from "./grant-input.types";
import { GrantPayloadType, LineUserPayloadType } from "./grant-payloads.type";
import { giveProfile } from "./give-profile";
import { revokeGrant } from "./revoke-grant";

/** The arguments of an appointment. The other parts of its grant are not the client's. */
const appointed = (scope: string) => ({ user: ["userId"], grant: [], scope: [scope] });

/** Gives and revokes grants. */
@Resolver()
export class GrantMutationsResolver {
  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "input.grant.scope" })
  @Mutation(() => GrantPayloadType, {
    nullable: true,
    description:
      "The same profile on the same scope again replaces its services and dates. LEGAL_REP, FIXED_OWNER and HOLDING_REFERENT come from the operator only.",
  })
  grantProfile(
    @Arg("input", () => GrantProfileInput) { userId, grant }: GrantProfileInput,
    @Ctx() context: GrantsContext,
  ) {
    const { profile, services, scope, validFrom, validUntil } = grant;
    const mutation = "Mutation.grantProfile" as const;
    const giving = { mutation, userId, profile, services, scope, validFrom, validUntil };
    const fields = {
      user: ["input", "userId"],
      grant: ["input", "grant"],
      scope: ["input", "grant", "scope"],
    };
    return giveProfile(context, giving, fields);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "grantId", ofType: "ProfileGrant" })
  @Mutation(() => GrantPayloadType, { nullable: true })
  revokeProfile(@Arg("grantId", () => ID) grantId: string, @Ctx() context: GrantsContext) {
    return revokeGrant(context, grantId);
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "contractId", ofType: "MobileContract" })
  @Mutation(() => GrantPayloadType, {
    nullable: true,
    description: "R11. Replaces the present master in one step.",
  })
  appointMobileMaster(
    @Arg("contractId", () => ID) contractId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: GrantsContext,
  ) {
    const scope = { kind: "MOBILE_CONTRACT", id: contractId } as const;
    const giving = {
      mutation: "Mutation.appointMobileMaster",
      userId,
      profile: "MOBILE_MASTER",
      scope,
    } as const;
    return giveProfile(context, giving, appointed("contractId"));
  }

  @RequiresProfile({ anyOf: ["FIXED_OWNER"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => GrantPayloadType, {
    nullable: true,
    description: "R17, R19. Replaces the present master in one step.",
  })
  appointFixedMaster(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: GrantsContext,
  ) {
    const scope = { kind: "ORGANIZATION", id: organizationId } as const;
    const giving = {
      mutation: "Mutation.appointFixedMaster",
      userId,
      profile: "FIXED_MASTER",
      scope,
    } as const;
    return giveProfile(context, giving, appointed("organizationId"));
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "lineId", ofType: "MobileLine" })
  @Mutation(() => LineUserPayloadType, {
    nullable: true,
    description: "Without userId the line has no user any more.",
  })
  async assignLineUser(
    @Arg("lineId", () => ID) lineId: string,
    @Arg("userId", () => ID, { nullable: true }) userId: string | null | undefined,
    @Ctx() context: GrantsContext,
  ) {
    if (userId === null || userId === undefined) return endLineUser(context, lineId);
    const scope = { kind: "MOBILE_LINE", id: lineId } as const;
    const giving = { mutation: "Mutation.assignLineUser", userId, profile: "END_USER", scope } as const;
    const { grant, userErrors } = await giveProfile(context, giving, appointed("lineId"));
    return { line: grant === undefined ? null : { id: lineId }, grant, userErrors };
  }
}
