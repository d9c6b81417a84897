import type { GraphQLFormattedError, GraphQLResolveInfo } from "graphql";
import type { Verdict } from "../../../schema/access/decide";

/** Why a field was refused. */
export type Refusal = Exclude<Verdict, { allowed: true }>;

interface Group {
  readonly coordinate: string;
  readonly refusal: Refusal;
  readonly paths: (string | number)[][];
}

/**
 * The fields that one response refuses, in compact form: one entry for each coordinate and reason, with all its paths,
 * because a thousand refused rows must not cost a thousand errors. Only the gateway words them (access.md).
 */
export class Denials {
  private readonly groups = new Map<string, Group>();

  record(coordinate: string, refusal: Refusal, path: GraphQLResolveInfo["path"]): void {
    const key = refusal.code === "FORBIDDEN" ? `${coordinate} ${refusal.held.join()}` : coordinate;
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = { coordinate, refusal, paths: [] }));
    group.paths.push(toArray(path));
  }

  /** One error for each group; `extensions.paths` names every place that it stands for. */
  errors(): GraphQLFormattedError[] {
    return [...this.groups.values()].map(({ coordinate, refusal, paths }) => ({
      message: refusal.code,
      path: paths[0] ?? [],
      extensions: {
        code: refusal.code,
        coordinate,
        ...(refusal.code === "FORBIDDEN" ? { held: refusal.held } : {}),
        paths,
      },
    }));
  }
}

function toArray(path: GraphQLResolveInfo["path"]): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = path; at !== undefined; at = at.prev)
    keys.push(at.key);
  // In place: there is one for each refused field of each row, and nobody else has it.
  // oxlint-disable-next-line unicorn/no-array-reverse
  return keys.reverse();
}
