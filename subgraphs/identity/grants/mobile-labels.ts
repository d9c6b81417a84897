import DataLoader from "dataloader";
import { z } from "zod";
import type { SubgraphContext } from "../../shared/subgraph/definition";

export interface MobileScope {
  readonly kind: "MOBILE_CONTRACT" | "MOBILE_LINE";
  readonly id: string;
}

const ANSWER = z.array(z.object({ label: z.string() }).nullable());

/**
 * Asks mobile-inventory, once for all, what it calls the contracts and lines that grants are on. A label is a courtesy:
 * when it cannot be had, the grant shows all the same.
 */
export function mobileLabels({
  internal,
  logger,
  request,
}: Pick<SubgraphContext<unknown, unknown>, "internal" | "logger" | "request">): DataLoader<
  MobileScope,
  string | null,
  string
> {
  return new DataLoader(
    async (scopes) => {
      try {
        const refs = scopes.map(({ kind, id }) => ({ kind, id }));
        const paths = ANSWER.parse(await internal("mobile-inventory", "scopePath", { refs }, null));
        return scopes.map((_, index) => paths[index]?.label ?? null);
      } catch (error) {
        logger.warn({ err: error, requestId: request.requestId }, "labels of mobile scopes cannot be had");
        return scopes.map(() => null);
      }
    },
    { cacheKeyFn: ({ kind, id }) => `${kind} ${id}` },
  );
}
