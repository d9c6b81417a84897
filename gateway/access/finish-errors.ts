import type { AccessRules } from "../../schema/access/rules";
import { isPublicCode } from "../../schema/errors";
import { wordRefusal } from "./refusal";

/** An error of an answer on its way out. */
export interface OutgoingError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The last word on errors before they leave: refusals worded, and no code but those of the closed list. */
export function finishErrors(errors: readonly OutgoingError[], rules: AccessRules): readonly OutgoingError[] {
  return errors.map((error) => {
    const refusal = error.extensions === undefined ? null : wordRefusal(rules, error.extensions);
    if (refusal !== null) return { ...error, ...refusal };
    if (isPublicCode(error.extensions?.["code"])) return error;
    return { message: "Internal error", path: error.path, extensions: { code: "INTERNAL" } };
  });
}
