import { z } from "zod";
import type { InternalFunction } from "../shared/subgraph/definition";
import { lineOfId, lineOfNumber } from "./line/line-of-number";

const NUMBER = z.object({ msisdn: z.string() });
const ID = z.object({ id: z.string() });

/**
 * Internal function `lineByNumber`: the line that has a number now with its SIM's kind, or null. It looks past every
 * scope, so it answers a subgraph for itself and never for a person.
 * @throws Error when a person asks
 */
export const lineByNumber: InternalFunction<unknown> = async (input, { database }, caller) => {
  if (caller !== null) throw new Error("lineByNumber answers no person");
  return await lineOfNumber(database.read, NUMBER.parse(input).msisdn);
};

/**
 * Internal function `lineById`: the same for a line that its asker has located before, whatever its status.
 * @throws Error when a person asks
 */
export const lineById: InternalFunction<unknown> = async (input, { database }, caller) => {
  if (caller !== null) throw new Error("lineById answers no person");
  return await lineOfId(database.read, ID.parse(input).id);
};
