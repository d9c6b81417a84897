import { z } from "zod";

/** What clients read of an error that a subgraph answered (decision 0082). */
export type SubgraphErrorMode = "mask" | "code" | "pass";

/** SUBGRAPH_ERRORS as it was read: one mode for all, where one is given, and others for some. */
export interface SubgraphErrorsSetting {
  readonly mode: SubgraphErrorMode | undefined;
  readonly bySubgraph: ReadonlyMap<string, SubgraphErrorMode>;
}

const MODES = ["mask", "code", "pass"] as const;

/** Reads `MODE`, or `MODE,NAME=MODE,…`, or only exceptions: `NAME=MODE,…`. */
export const subgraphErrorsSetting = z.string().transform((text, context): SubgraphErrorsSetting => {
  const parts = text.split(",").map((part) => part.trim());
  const bySubgraph = new Map<string, SubgraphErrorMode>();
  let mode: SubgraphErrorMode | undefined;
  for (const [index, part] of parts.entries()) {
    const [, name, word = ""] = /^(?:([^=\s]+)=)?(.*)$/.exec(part) ?? [];
    const found = MODES.find((each) => each === word);
    if (found === undefined || (name === undefined ? index > 0 : bySubgraph.has(name))) {
      context.addIssue("must be mask, code or pass, then exceptions: code,NAME=pass,…");
      return z.NEVER;
    }
    if (name === undefined) mode = found;
    else bySubgraph.set(name, found);
  }
  return { mode, bySubgraph };
});

/**
 * How the errors of a subgraph are told, by its name. Without a mode of its own a supergraph under access rules is
 * masked, and one that is served open tells codes.
 * @throws Error when the setting names a subgraph that the supergraph does not have
 */
export function errorModes(
  setting: SubgraphErrorsSetting | undefined,
  supergraph: { readonly isOpen: boolean; readonly subgraphs: ReadonlySet<string> },
): (subgraph: string) => SubgraphErrorMode {
  const unknown = [...(setting?.bySubgraph.keys() ?? [])].filter((name) => !supergraph.subgraphs.has(name));
  if (unknown.length > 0)
    throw new Error(`SUBGRAPH_ERRORS names what is no subgraph of the supergraph: ${unknown.join(", ")}`);
  const usual = setting?.mode ?? (supergraph.isOpen ? "code" : "mask");
  return (subgraph) => setting?.bySubgraph.get(subgraph) ?? usual;
}
