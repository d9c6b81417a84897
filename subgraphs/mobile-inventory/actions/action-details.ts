import { z } from "zod";
import { PREMIUM_SERVICES, SIM_REPLACEMENT_REASONS } from "../vocabulary";

const REPLACEMENT = z.object({ newIccid: z.string(), reason: z.enum(SIM_REPLACEMENT_REASONS) });
const OPTIONS = z.object({ add: z.array(z.string()), remove: z.array(z.string()) });
const BLACKLIST = z.object({ blocked: z.array(z.enum(PREMIUM_SERVICES)) });

/** What an action is given beside its line, by kind. */
export type ActionDetails = z.infer<typeof DETAILS>;

const DETAILS = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("LOCK_SIM") }),
  z.object({ kind: z.literal("UNLOCK_SIM") }),
  z.object({ kind: z.literal("FREEZE") }),
  z.object({ kind: z.literal("UNFREEZE") }),
  REPLACEMENT.extend({ kind: z.literal("REPLACE_SIM") }),
  OPTIONS.extend({ kind: z.literal("SET_OPTIONS") }),
  BLACKLIST.extend({ kind: z.literal("SET_PREMIUM_SERVICE_BLACKLIST") }),
]);

/** The details as the table keeps them. @throws ZodError when the text is none of ours */
export function parseDetails(text: string): ActionDetails {
  return DETAILS.parse(JSON.parse(text));
}
