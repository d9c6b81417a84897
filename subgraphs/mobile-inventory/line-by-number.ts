import { LINE_BY_ID, LINE_BY_NUMBER } from "../../schema/internal/mobile-inventory";
import { answering, type InternalFunction } from "../shared/subgraph/definition";
import { lineOfId, lineOfNumber } from "./line/line-of-number";

/** The line that has a number now. @throws Error when a person asks: it looks past every scope */
export const lineByNumber: InternalFunction<unknown> = answering(
  LINE_BY_NUMBER,
  async ({ msisdn }, { database }, caller) => {
    if (caller !== null) throw new Error("lineByNumber answers no person");
    return await lineOfNumber(database.read, msisdn);
  },
);

/** The line of this id, whatever its status. @throws Error when a person asks: it looks past every scope */
export const lineById: InternalFunction<unknown> = answering(
  LINE_BY_ID,
  async ({ id }, { database }, caller) => {
    if (caller !== null) throw new Error("lineById answers no person");
    return await lineOfId(database.read, id);
  },
);
