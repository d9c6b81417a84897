import { Field, ObjectType } from "type-graphql";
import { Shareable } from "../../shared/access/directives";
import { DecimalScalar } from "../../shared/scalars";
import { decimalOf } from "./amount";

@Shareable()
@ObjectType("Money", {
  simpleResolvers: true,
  description: "TMF names: value is an exact decimal, unit an ISO 4217 code.",
})
export class MoneyType {
  @Field(() => DecimalScalar)
  value!: string;

  @Field()
  unit!: string;
}

/** @param micros millionths of the unit; a sum comes as text, as it may be beyond what a number holds exactly */
export function money(micros: bigint | number | string, unit: string): MoneyType {
  return { value: decimalOf(micros), unit };
}
