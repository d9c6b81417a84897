import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { UserInputError } from "../../../schema/errors";
import { RequiresProfile } from "../../shared/access/directives";
import { givenLine } from "../../shared/text/given-line";
import type { MobileContext } from "../context";
import { AssignCostCenterInput, LineSelectionInput, SetLineOptionsInput } from "./bulk-input.types";
import { BulkLinePayloadType } from "./bulk-job.types";
import { assertOptions, startJob } from "./start-job";

const INPUT = ["input"];
const SELECTION = ["input", "selection"];
/** Options of one call; the operator's whole list is shorter. */
const MOST_OPTIONS = 100;
/** In characters, as the table and the feed have it. */
const LONGEST_CODE = 32;

/** What is done to many lines (R6, R10, R12). Each line's own rule is decided again when its turn comes. */
@Resolver()
export class BulkOperationsResolver {
  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"],
    service: "SIM_OPERATIONS",
    of: "input.scope",
  })
  @Mutation(() => BulkLinePayloadType, {
    nullable: true,
    description: "Bars outgoing traffic after theft or loss; fees go on.",
  })
  lockSims(@Arg("input", () => LineSelectionInput) input: LineSelectionInput, @Ctx() context: MobileContext) {
    return start(context, "LOCK_SIMS", input);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"],
    service: "SIM_OPERATIONS",
    of: "input.scope",
  })
  @Mutation(() => BulkLinePayloadType, { nullable: true, description: "Takes the bar away." })
  unlockSims(
    @Arg("input", () => LineSelectionInput) input: LineSelectionInput,
    @Ctx() context: MobileContext,
  ) {
    return start(context, "UNLOCK_SIMS", input);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "OPTIONS", of: "input.scope" })
  @Mutation(() => BulkLinePayloadType, {
    nullable: true,
    description: "Freezes lines for a while: the number is kept, the line comes back with unfreezeLines.",
  })
  freezeLines(
    @Arg("input", () => LineSelectionInput) input: LineSelectionInput,
    @Ctx() context: MobileContext,
  ) {
    return start(context, "FREEZE_LINES", input);
  }

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "OPTIONS", of: "input.scope" })
  @Mutation(() => BulkLinePayloadType, { nullable: true, description: "Makes frozen lines ACTIVE again." })
  unfreezeLines(
    @Arg("input", () => LineSelectionInput) input: LineSelectionInput,
    @Ctx() context: MobileContext,
  ) {
    return start(context, "UNFREEZE_LINES", input);
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"],
    service: "OPTIONS",
    of: "input.selection.scope",
  })
  @Mutation(() => BulkLinePayloadType, {
    nullable: true,
    description: "Adds options to lines and removes others.",
  })
  setLineOptions(
    @Arg("input", () => SetLineOptionsInput) { selection, add, remove }: SetLineOptionsInput,
    @Ctx() context: MobileContext,
  ) {
    return startJob(context, {
      name: "SET_LINE_OPTIONS",
      operation: () => optionsOf(add, remove),
      selection,
      at: SELECTION,
      check: (transaction, { add: added }) => assertOptions(transaction, added, [...INPUT, "add"]),
    });
  }

  @RequiresProfile({
    anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"],
    service: "OPTIONS",
    of: "input.selection.scope",
  })
  @Mutation(() => BulkLinePayloadType, {
    nullable: true,
    description: "Gives lines the cost centre of a code, or none. It holds at once.",
  })
  assignCostCenter(
    @Arg("input", () => AssignCostCenterInput) { selection, costCenterCode }: AssignCostCenterInput,
    @Ctx() context: MobileContext,
  ) {
    return startJob(context, {
      name: "ASSIGN_COST_CENTER",
      operation: () => ({
        name: "ASSIGN_COST_CENTER",
        code: givenLine(costCenterCode, LONGEST_CODE, [...INPUT, "costCenterCode"]),
      }),
      selection,
      at: SELECTION,
    });
  }
}

function start(
  context: MobileContext,
  name: "LOCK_SIMS" | "UNLOCK_SIMS" | "FREEZE_LINES" | "UNFREEZE_LINES",
  selection: LineSelectionInput,
) {
  return startJob(context, { name, operation: () => ({ name }), selection, at: INPUT });
}

/** @throws UserInputError when nothing is to be changed, or an option both added and removed */
function optionsOf(add: readonly string[] | null | undefined, remove: readonly string[] | null | undefined) {
  const added = optionIds(add, [...INPUT, "add"]);
  const removed = optionIds(remove, [...INPUT, "remove"]);
  if (added.length + removed.length === 0)
    throw new UserInputError(INPUT, "give options to add or to remove");
  if (removed.some((id) => added.includes(id)))
    throw new UserInputError([...INPUT, "remove"], "names an option that is to be added");
  return { name: "SET_LINE_OPTIONS" as const, add: added, remove: removed };
}

/** Each once, in one order: the same options asked for again are known to be the same. */
function optionIds(given: readonly string[] | null | undefined, field: readonly string[]): string[] {
  const ids = [...new Set(given ?? [])].toSorted();
  if (ids.length > MOST_OPTIONS)
    throw new UserInputError([...field], `must not have more than ${MOST_OPTIONS} values`);
  return ids;
}
