import { notFound } from "../../shared/act";
import { givenLine } from "../../shared/text/given-line";
import { act } from "../act";
import type { MobileContext } from "../context";
import { labelColumns, MobileLineEntity } from "./line.entity";
import { linesById, type MobileLine } from "./line.repository";

/** In characters, as the table and the feed have it. */
const LONGEST_LABEL = 100;

/**
 * Gives a line its label, by which people know and find it; null takes it away.
 * @returns the line; `userErrors` for a label over 100 characters or with control characters
 */
export async function setLineLabel(context: MobileContext, given: string | null) {
  return await act<{ line: MobileLine }>(
    context,
    { mutation: "Mutation.setLineLabel", fields: { label: ["label"] } },
    async ({ transaction, on, audit, nothingChanged }) => {
      const label = givenLine(given, LONGEST_LABEL, ["label"]);
      const [line] = await linesById(transaction, [on.id]);
      if (line === undefined) throw notFound();
      context.loaders.visibleLine.clear(on.id);
      if (line.label === label) nothingChanged();
      else {
        await transaction.update(MobileLineEntity, { id: on.id }, labelColumns(label));
        audit({ target: { type: "MobileLine", id: on.id, label: `${line.msisdn}: ${label ?? "no label"}` } });
      }
      return { line: { ...line, label } };
    },
  );
}
