import { Arg, Ctx, FieldResolver, Resolver } from "type-graphql";
import { explain } from "../../../schema/access/verdict";
import { ObjectRefInput } from "../../shared/graphql/object-ref.type";
import type { ExplainContext } from "./context";
import { ViewerType } from "../people/viewer.type";
import { assertCoordinates } from "./coordinates";
import { scopePathOf } from "./object-paths";
import { AccessVerdictType } from "./verdict.types";

/** Explains to the viewer what they may read. */
@Resolver(() => ViewerType)
export class ViewerAccessResolver {
  /** Nobody need try a field to know: the same decision as where it is read, with the grant or who could give one. */
  @FieldResolver(() => [AccessVerdictType], {
    description:
      'One verdict per coordinate ("Sim.imsi"), in order; an object out of scope answers as one that does not exist.',
  })
  async access(
    @Arg("coordinates", () => [String]) coordinates: string[],
    @Arg("on", () => ObjectRefInput, { nullable: true }) on: ObjectRefInput | null | undefined,
    @Ctx() context: ExplainContext,
  ): Promise<AccessVerdictType[]> {
    const { caller, rules, loaders } = context;
    assertCoordinates(rules, coordinates, "coordinates");
    const object = on ? ((await scopePathOf(on, context)) ?? "nothing") : "anything";
    // A coordinate asked for again is decided once.
    const verdicts = new Map(
      [...new Set(coordinates)].map((coordinate) => {
        const { allowedBy, ...verdict } = explain(caller, rules, coordinate, object);
        const grant = () => (allowedBy === null ? null : loaders.grant.byId.load(allowedBy.id));
        return [coordinate, { ...verdict, allowedBy: grant }];
      }),
    );
    return coordinates.flatMap((coordinate) => verdicts.get(coordinate) ?? []);
  }
}
