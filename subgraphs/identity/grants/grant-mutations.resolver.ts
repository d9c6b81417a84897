import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { orUserErrors } from "../../shared/act";
import type { IdentityContext } from "../context";
import { endLineUser } from "./assign-line-user";
import { GrantProfileInput } from "./grant-input.types";
import { GrantPayloadType, LineUserPayloadType } from "./grant-payloads.type";
import { giveProfile } from "./give-profile";
import { revokeGrant } from "./revoke-grant";

const NO_GRANT = { grant: null, ended: null };
/** Where an appointment names whom it appoints, to what. What else is wrong with its grant nobody typed. */
const appointed = (scope: string) => ({ user: ["userId"], grant: [], scope: [scope] });

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
    @Ctx() context: IdentityContext,
  ) {
    const { profile, services, scope, validFrom, validUntil } = grant;
    const mutation = "Mutation.grantProfile";
    const giving = { mutation, userId, profile, services, scope, validFrom, validUntil };
    const fields = {
      user: ["input", "userId"],
      grant: ["input", "grant"],
      scope: ["input", "grant", "scope"],
    };
    return orUserErrors(NO_GRANT, () => giveProfile(context, giving, fields));
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "grantId", ofType: "ProfileGrant" })
  @Mutation(() => GrantPayloadType, { nullable: true })
  revokeProfile(@Arg("grantId", () => ID) grantId: string, @Ctx() context: IdentityContext) {
    return orUserErrors(NO_GRANT, async () => {
      const grant = await revokeGrant(context, "Mutation.revokeProfile", grantId);
      return { grant, ended: [grant] };
    });
  }

  @RequiresProfile({ anyOf: ["LEGAL_REP"], of: "contractId", ofType: "MobileContract" })
  @Mutation(() => GrantPayloadType, {
    nullable: true,
    description: "R11. Replaces the present master in one step.",
  })
  appointMobileMaster(
    @Arg("contractId", () => ID) contractId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: IdentityContext,
  ) {
    const scope = { kind: "MOBILE_CONTRACT", id: contractId } as const;
    const giving = {
      mutation: "Mutation.appointMobileMaster",
      userId,
      profile: "MOBILE_MASTER",
      scope,
    } as const;
    return orUserErrors(NO_GRANT, () => giveProfile(context, giving, appointed("contractId")));
  }

  @RequiresProfile({ anyOf: ["FIXED_OWNER"], of: "organizationId", ofType: "Organization" })
  @Mutation(() => GrantPayloadType, {
    nullable: true,
    description: "R17, R19. Replaces the present master in one step.",
  })
  appointFixedMaster(
    @Arg("organizationId", () => ID) organizationId: string,
    @Arg("userId", () => ID) userId: string,
    @Ctx() context: IdentityContext,
  ) {
    const scope = { kind: "ORGANIZATION", id: organizationId } as const;
    const giving = {
      mutation: "Mutation.appointFixedMaster",
      userId,
      profile: "FIXED_MASTER",
      scope,
    } as const;
    return orUserErrors(NO_GRANT, () => giveProfile(context, giving, appointed("organizationId")));
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER"], of: "lineId", ofType: "MobileLine" })
  @Mutation(() => LineUserPayloadType, {
    nullable: true,
    description: "Without userId the line has no user any more.",
  })
  assignLineUser(
    @Arg("lineId", () => ID) lineId: string,
    @Arg("userId", () => ID, { nullable: true }) userId: string | null | undefined,
    @Ctx() context: IdentityContext,
  ) {
    const mutation = "Mutation.assignLineUser";
    const scope = { kind: "MOBILE_LINE", id: lineId } as const;
    const line = { id: lineId };
    return orUserErrors({ line: null, grant: null }, async () => {
      if (userId === null || userId === undefined) {
        await endLineUser(context, mutation, lineId);
        return { line, grant: null };
      }
      const giving = { mutation, userId, profile: "END_USER", scope } as const;
      const { grant } = await giveProfile(context, giving, appointed("lineId"));
      return { line, grant };
    });
  }
}
