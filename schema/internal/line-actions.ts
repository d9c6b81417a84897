import { z } from "zod";
import { contract } from "./contract";

const ID = z.string().min(1).max(64);

/** What the operator's systems refused, as its requester is told. */
const NOTICE = z.object({
  /** Made once; by it a second delivery is known. */
  id: ID,
  userId: ID,
  /** How many lines it is about. */
  lines: z.int().min(1),
  /** Some of them, with the reason that the operator's systems gave. */
  examples: z
    .array(z.object({ msisdn: z.string().max(16), kind: z.string().max(32), reason: z.string().max(255) }))
    .min(1)
    .max(5),
});

export type RefusalNotice = z.infer<typeof NOTICE>;

/** Identity's internal function `tellRefusals`: writes to the people who asked, each notice once, whatever comes twice. */
export const TELL_REFUSALS = contract(
  "tellRefusals",
  z.object({ notices: z.array(NOTICE).min(1).max(100) }),
  z.object({ told: z.int().min(0) }),
);
