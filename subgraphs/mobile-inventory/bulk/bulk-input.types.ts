import { Field, ID, InputType } from "type-graphql";
import { ObjectRefInput } from "../../shared/graphql/object-ref.type";
import { MobileLineFilter } from "../line/line-input.types";

@InputType("LineSelectionInput", {
  description: "Exactly one of ids and filter, within one contract or organization.",
})
export class LineSelectionInput {
  @Field(() => ObjectRefInput, { description: "A MobileContract or an Organization." })
  scope!: ObjectRefInput;

  @Field(() => [ID], { nullable: true, description: "Lines by id, at most 100,000; an id counts once." })
  ids?: string[] | null;

  @Field(() => MobileLineFilter, {
    nullable: true,
    description: "The lines that the viewer's list shows under this filter when the job is made.",
  })
  filter?: MobileLineFilter | null;

  @Field(() => Boolean, { defaultValue: false, description: "Says what would happen, and changes nothing." })
  preview!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "1 to 64 characters; a repeated key answers with the first job.",
  })
  idempotencyKey?: string | null;
}

@InputType("SetLineOptionsInput", { description: "Options that the lines are to have, and not to have." })
export class SetLineOptionsInput {
  @Field(() => LineSelectionInput, { description: "The lines." })
  selection!: LineSelectionInput;

  @Field(() => [ID], { nullable: true, description: "Ids of MobileContract.availableOptions." })
  add?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Ids of options; a line without one stays as it is." })
  remove?: string[] | null;
}

@InputType("AssignCostCenterInput", {
  description: "Without a code, none; a code new to the company makes a new cost centre.",
})
export class AssignCostCenterInput {
  @Field(() => LineSelectionInput, { description: "The lines." })
  selection!: LineSelectionInput;

  @Field(() => String, { nullable: true, description: "At most 32 characters, e.g. MILANO-01." })
  costCenterCode?: string | null;
}
