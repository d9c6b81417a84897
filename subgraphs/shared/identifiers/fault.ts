/**
 * What is wrong with a text, in plain words that complete "the value …" ("must have 15 digits"), or undefined when it
 * is valid. One shape for every validator, so that GraphQL scalars and the import say the same about the same value.
 */
export type Fault = string | undefined;
