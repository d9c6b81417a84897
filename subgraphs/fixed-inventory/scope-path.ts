import { scopePathFunction, type LabelledLookUp } from "../shared/scope/scope-path-function";
import { linesById, visibleLinesById } from "./line/line.repository";
import { billingAccountPath } from "./model/scope";

/** Known by their number. */
const lines: LabelledLookUp = async (reader, caller, ids) => {
  const found = caller === null ? await linesById(reader, ids) : await visibleLinesById(reader, caller, ids);
  return found.map((line) => ({ id: line.id, scopes: billingAccountPath(line).scopes, label: line.number }));
};

/** Internal function `scopePath` for lines. */
export const scopePath = scopePathFunction({ FIXED_LINE: lines });
