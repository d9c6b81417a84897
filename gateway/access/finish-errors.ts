import type { AccessRules } from "../../schema/access/rules";
import { isPublicCode } from "../../schema/errors";
import type { ErrorSource } from "../engine";
import type { SubgraphErrorMode } from "../errors/subgraph-errors-setting";
import { toldError } from "../errors/told-error";
import { wordRefusal, type Refusal } from "./refusal";
import { summariseRefusals, type RefusedPlace } from "./summarise-refusals";

/** An error of an answer on its way out. */
export interface OutgoingError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly source?: ErrorSource | undefined;
}

type Extensions = NonNullable<OutgoingError["extensions"]>;

/** What the errors of an answer are worded by. */
export interface Finishing {
  /** What of a subgraph's own errors clients are told; "mask" unless given. */
  readonly modeOf?: (subgraph: string) => SubgraphErrorMode;
  /** Whether the request came with a token that is refused: UNAUTHENTICATED then says so. */
  readonly tokenIsRefused?: boolean;
}

/**
 * The last word on errors before they leave: refusals worded, those of one list's rows made one, and no code but those
 * of the closed list and those that `modeOf` lets a subgraph tell. Which layer refused, gateway or subgraph, makes no difference to what the client reads.
 */
export function finishErrors(
  errors: readonly OutgoingError[],
  rules: AccessRules,
  { modeOf = () => "mask", tokenIsRefused = false }: Finishing = {},
): readonly OutgoingError[] {
  const wording = new Wording(rules, tokenIsRefused);
  const refusals = errors.map(({ extensions }) => (extensions ? wording.of(extensions) : null));
  const places = errors.map(({ path }, index): RefusedPlace | null => {
    const refusal = refusals[index];
    return refusal && path ? { reason: refusal.reason, path } : null;
  });
  const summaries = summariseRefusals(places);
  return errors.flatMap((error, index): OutgoingError[] => {
    const refusal = refusals[index];
    if (!refusal) return [codedError(error, modeOf)];
    const { message, extensions } = refusal.worded;
    if (!places[index]) return [{ message, extensions }];
    const summary = summaries[index];
    if (!summary) return [];
    const { path, rows } = summary;
    return [{ message, path, extensions: rows === null ? extensions : { ...extensions, ...rows } }];
  });
}

function codedError(error: OutgoingError, modeOf: (subgraph: string) => SubgraphErrorMode): OutgoingError {
  const { source } = error;
  if (source?.kind === "answered") return toldError(error, modeOf(source.subgraph ?? ""));
  if (isPublicCode(error.extensions?.["code"])) return error;
  return { message: "Internal error", path: error.path, extensions: { code: "INTERNAL" } };
}

/** Words each refusal once: the engine gives all places of one compact error the same extensions object. */
class Wording {
  private readonly known = new Map<Extensions, { worded: Refusal; reason: string } | null>();

  constructor(
    private readonly rules: AccessRules,
    private readonly tokenIsRefused: boolean,
  ) {}

  of(extensions: Extensions): { readonly worded: Refusal; readonly reason: string } | null {
    let refusal = this.known.get(extensions);
    if (refusal === undefined) {
      const worded = wordRefusal(this.rules, extensions, this.tokenIsRefused);
      refusal = worded && { worded, reason: JSON.stringify(worded.extensions) };
      this.known.set(extensions, refusal);
    }
    return refusal;
  }
}
