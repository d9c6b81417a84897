import { z } from "zod";
import type { Caller } from "../../schema/access/caller";
import type { ScopeRef } from "../../schema/access/decide";
import type { InternalFunction } from "../shared/subgraph/definition";
import { contractsById, reachableContractsById } from "./contract/contract.repository";
import { linesById, reachableLinesById } from "./line/line.repository";
import { contractPath, linePath } from "./scope";
import type { Reader } from "../shared/database";

const Input = z.object({
  refs: z.array(z.object({ kind: z.enum(["MOBILE_CONTRACT", "MOBILE_LINE"]), id: z.string() })),
});

/** An object's scope path, itself first, and the name by which people know it: contract number, msisdn. */
export interface LabelledScopePath {
  readonly scopes: readonly ScopeRef[];
  readonly label: string;
}

/**
 * Internal function `scopePath`: for `{ refs: [{ kind, id }, …] }` the paths in the same order, null where there is no
 * such object, or, when a person asks, none within that person's scope. At most two statements.
 */
export const scopePath: InternalFunction<undefined> = async (input, { database }, caller) => {
  const { refs } = Input.parse(input);
  const idsOf = (kind: string) => [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
  const [contracts, lines] = await Promise.all([
    contractPaths(database.read, caller, idsOf("MOBILE_CONTRACT")),
    linePaths(database.read, caller, idsOf("MOBILE_LINE")),
  ]);
  return refs.map(({ kind, id }) => (kind === "MOBILE_CONTRACT" ? contracts : lines).get(id) ?? null);
};

type Paths = ReadonlyMap<string, LabelledScopePath>;

async function contractPaths(reader: Reader, caller: Caller | null, ids: readonly string[]): Promise<Paths> {
  if (ids.length === 0) return new Map();
  const contracts =
    caller === null ? await contractsById(reader, ids) : await reachableContractsById(reader, caller, ids);
  return new Map(
    contracts.map((contract) => [
      contract.id,
      { scopes: contractPath(contract).scopes, label: contract.number },
    ]),
  );
}

async function linePaths(reader: Reader, caller: Caller | null, ids: readonly string[]): Promise<Paths> {
  if (ids.length === 0) return new Map();
  const lines =
    caller === null ? await linesById(reader, ids) : await reachableLinesById(reader, caller, ids);
  return new Map(
    lines.map((line) => [
      line.id,
      { scopes: linePath({ ...line, lineId: line.id }).scopes, label: line.msisdn },
    ]),
  );
}
