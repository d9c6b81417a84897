import { Field, ObjectType } from "type-graphql";
import { RequiresProfile } from "../../shared/access/directives";
import { IccidScalar, ImsiScalar } from "../../shared/scalars";
import {
  SimAdministrativeStateEnum,
  SimKindEnum,
  type SimAdministrativeState,
  type SimKind,
} from "../vocabulary";

@ObjectType("Sim", { simpleResolvers: true })
export class SimType {
  @Field(() => IccidScalar)
  iccid!: string;

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL"], service: "SIM_OPERATIONS" })
  @Field(() => ImsiScalar, { nullable: true })
  imsi!: string | null;

  @RequiresProfile({ anyOf: ["MOBILE_MASTER", "MOBILE_ADDITIONAL", "END_USER"], service: "SIM_OPERATIONS" })
  @Field(() => String, { nullable: true })
  puk!: string | null;

  @Field(() => SimKindEnum)
  kind!: SimKind;

  @Field(() => SimAdministrativeStateEnum, {
    description: "LOCKED: outgoing traffic barred after theft or loss, reversible, fees go on; never FROZEN.",
  })
  administrativeState!: SimAdministrativeState;
}
