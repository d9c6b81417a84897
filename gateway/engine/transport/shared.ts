import type { SubgraphTransport } from "../contract/subgraph";

type Create<C> = (subgraph: { readonly name: string; readonly url: string }) => SubgraphTransport<C>;

interface Shared<C> {
  readonly transport: SubgraphTransport<C>;
  users: number;
}

/**
 * Lets engines that follow each other have one transport for each subgraph and address, so that connections live on
 * when only the schema changes. A transport is closed when the last engine that took it has closed it.
 */
export function shareTransports<C>(create: Create<C>): Create<C> {
  const open = new Map<string, Shared<C>>();
  return (subgraph) => {
    const key = JSON.stringify([subgraph.name, subgraph.url]);
    const shared = open.get(key) ?? { transport: create(subgraph), users: 0 };
    shared.users += 1;
    open.set(key, shared);
    let isHeld = true;
    return {
      ...(shared.transport.ownsResponses === undefined
        ? {}
        : { ownsResponses: shared.transport.ownsResponses }),
      execute: (request) => shared.transport.execute(request),
      async close() {
        if (!isHeld) return;
        isHeld = false;
        shared.users -= 1;
        if (shared.users > 0) return;
        open.delete(key);
        await shared.transport.close?.();
      },
    };
  };
}
