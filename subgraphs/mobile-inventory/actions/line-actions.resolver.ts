import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import type { MobileContext } from "../context";
import { MobileLinePayloadType } from "../line/line-payload.type";
import type { MobileLine } from "../line/line.repository";
import { MobileLineType } from "../line/line.type";
import { replaceSim, setPremiumServiceBlacklist } from "./act-on-line";
import {
  PendingLineActionType,
  ReplaceSimInput,
  SetPremiumServiceBlacklistInput,
} from "./action-input.types";

/** What the operator's systems are asked to do to one line, and what of it is under way. */
@Resolver(() => MobileLineType)
export class LineActionsResolver {
  @FieldResolver(() => PendingLineActionType, {
    nullable: true,
    description: "Under way in the operator's systems; null when nothing is.",
  })
  pendingAction(@Root() { id }: MobileLine, @Ctx() { loaders }: MobileContext) {
    return loaders.pendingAction.load(id);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"],
    service: "SIM_OPERATIONS",
    of: "input.lineId",
    ofType: "MobileLine",
  })
  @Mutation(() => MobileLinePayloadType, {
    nullable: true,
    description: "Gives a line another SIM, once the operator's systems confirm it.",
  })
  replaceSim(@Arg("input", () => ReplaceSimInput) input: ReplaceSimInput, @Ctx() context: MobileContext) {
    return replaceSim(context, input);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"],
    service: "OPTIONS",
    of: "input.lineId",
    ofType: "MobileLine",
  })
  @Mutation(() => MobileLinePayloadType, {
    nullable: true,
    description: "Blocks premium services on a line, once the operator's systems confirm it.",
  })
  setPremiumServiceBlacklist(
    @Arg("input", () => SetPremiumServiceBlacklistInput) input: SetPremiumServiceBlacklistInput,
    @Ctx() context: MobileContext,
  ) {
    return setPremiumServiceBlacklist(context, input);
  }
}
