import type { Caller } from "../../schema/access/caller";
import type { InternalContract } from "../../schema/internal/contract";
import type { InternalCall } from "../../subgraphs/shared/subgraph/definition";

/** Other subgraphs as one function by names, whose answers are held to the contracts. */
export function answeredBy(
  answer: (subgraph: string, name: string, input: unknown, caller: Caller | null) => Promise<unknown>,
): InternalCall {
  return async <Input, Output>(
    subgraph: string,
    { name, output }: InternalContract<Input, Output>,
    input: Input,
    caller: Caller | null,
  ) => output.parse(await answer(subgraph, name, input, caller));
}
