import { z } from "zod";
import { contract } from "./contract";

const LINE = z.object({
  id: z.string(),
  contractId: z.string(),
  organizationId: z.string(),
  status: z.enum(["ACTIVE", "TERMINATED", "FROZEN"]),
  simKind: z.enum(["VOICE", "M2M"]),
});

/** A mobile line with what says whether it may have a user (R4, R14). */
export type LineOfNumber = z.infer<typeof LINE>;

/** The function `lineByNumber`: the line that has this number now, or null. It looks past every scope, for the system. */
export const LINE_BY_NUMBER = contract("lineByNumber", z.object({ msisdn: z.string() }), LINE.nullable());

/** The function `lineById`: a line that the asker has located before, with its number, whatever its status. For the system. */
export const LINE_BY_ID = contract(
  "lineById",
  z.object({ id: z.string() }),
  LINE.extend({ msisdn: z.string() }).nullable(),
);

const CONTRACT = z.object({ id: z.string(), number: z.string(), organizationId: z.string() });

/** A mobile contract as identity knows it. */
export type ContractOfNumber = z.infer<typeof CONTRACT>;

interface NumberOfCompanies {
  readonly number: string;
  readonly organizationIds: readonly string[];
}

const NUMBER_OF_COMPANIES: z.ZodType<NumberOfCompanies> = z.object({
  number: z.string(),
  organizationIds: z.array(z.string()),
});

/** The function `contractByNumber`: the contract of these companies that is in force under this number, or null. */
export const CONTRACT_BY_NUMBER = contract("contractByNumber", NUMBER_OF_COMPANIES, CONTRACT.nullable());
