import type { z } from "zod";

/**
 * A function that one subgraph answers to the gateway or to another subgraph, under the seal. Who asks and who answers
 * both go by this one declaration: the answerer checks the input, the client checks the answer.
 */
export interface InternalContract<Input, Output> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

/** A contract with its types taken from its schemas. */
export function contract<Input, Output>(
  name: string,
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): InternalContract<Input, Output> {
  return { name, input, output };
}
