/** How a subgraph tells the type of an object: it is written in it. */
export const typename = (value: { __typename: string }) => value.__typename;

/** How a subgraph finds the object that a reference names. */
export const by =
  <T extends { id: string }>(list: readonly T[]) =>
  ({ id }: { id: string }) =>
    list.find((one) => one.id === id) ?? null;

/** A subgraph that knows of an entity only what came with the reference. */
export const asGiven = (reference: object) => reference;
