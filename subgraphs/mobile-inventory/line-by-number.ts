import { z } from "zod";
import type { InternalFunction } from "../shared/subgraph/definition";
import { lineOfNumber } from "./line/line-of-number";

const INPUT = z.object({ msisdn: z.string() });

/**
 * Internal function `lineByNumber`: the line that has a number now with its SIM's kind, or null. It looks past every
 * scope, so it answers a subgraph for itself and never for a person.
 * @throws Error when a person asks
 */
export const lineByNumber: InternalFunction<unknown> = async (input, { database }, caller) => {
  if (caller !== null) throw new Error("lineByNumber answers no person");
  return await lineOfNumber(database.read, INPUT.parse(input).msisdn);
};
