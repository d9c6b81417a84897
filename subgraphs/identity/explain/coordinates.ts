import type { AccessRules } from "../../../schema/access/rules";
import { UserInputError } from "../../../schema/errors";

/** More than one page of a client asks about; each is a decision of microseconds. */
export const MOST_COORDINATES = 500;

/** @throws UserInputError naming the first coordinate that the schema does not have, or that they are too many */
export function assertCoordinates(
  rules: AccessRules,
  coordinates: readonly string[],
  argument: string,
): void {
  if (coordinates.length > MOST_COORDINATES)
    throw new UserInputError(argument, `ask about ${MOST_COORDINATES} at most`);
  const unknown = coordinates.find((coordinate) => rules.kindOf(coordinate) === undefined);
  if (unknown !== undefined)
    throw new UserInputError(
      argument,
      `${JSON.stringify(unknown)} is no field of the schema, e.g. "Sim.imsi"`,
    );
}
