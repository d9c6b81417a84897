import { Field, ID, InputType, ObjectType } from "type-graphql";
import { DateTimeScalar, IccidScalar } from "../../shared/scalars";
import {
  LineActionKindEnum,
  PremiumServiceEnum,
  SimReplacementReasonEnum,
  type LineActionKind,
  type PremiumService,
  type SimReplacementReason,
} from "../vocabulary";

@InputType("ReplaceSimInput", { description: "Which line gets which SIM, and why." })
export class ReplaceSimInput {
  @Field(() => ID, { description: "A line that is not TERMINATED." })
  lineId!: string;

  @Field(() => IccidScalar, { description: "Printed on the new SIM, e.g. 8939010000000000017." })
  newIccid!: string;

  @Field(() => SimReplacementReasonEnum, { description: "What happened to the old one." })
  reason!: SimReplacementReason;

  @Field(() => String, {
    nullable: true,
    description: "1 to 64 characters; repeated with the same input it does nothing more.",
  })
  idempotencyKey?: string | null;
}

@InputType("SetPremiumServiceBlacklistInput", { description: "The whole list; empty blocks nothing." })
export class SetPremiumServiceBlacklistInput {
  @Field(() => ID, { description: "A line that is not TERMINATED." })
  lineId!: string;

  @Field(() => [PremiumServiceEnum], { description: "The services to block; every other one is open." })
  blocked!: PremiumService[];
}

@ObjectType("PendingLineAction", {
  simpleResolvers: true,
  description: "What the operator's systems were asked to do to a line, and have not decided yet.",
})
export class PendingLineActionType {
  @Field(() => ID, { description: "The same in the operator's systems." })
  id!: string;

  @Field(() => LineActionKindEnum, { description: "What is to be done." })
  kind!: LineActionKind;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: number;
}
