import DataLoader from "dataloader";
import { SCOPE_PATH } from "../../../schema/internal/scope-path";
import type { SubgraphContext } from "../../shared/subgraph/definition";

/** A contract or a line whose number is asked for. */
export interface MobileScope {
  readonly kind: "MOBILE_CONTRACT" | "MOBILE_LINE";
  readonly id: string;
}

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
        const paths = await internal("mobile-inventory", SCOPE_PATH, { refs }, null);
        return scopes.map((_, index) => paths[index]?.label ?? null);
      } catch (error) {
        logger.warn({ err: error, requestId: request.requestId }, "labels of mobile scopes cannot be had");
        return scopes.map(() => null);
      }
    },
    { cacheKeyFn: ({ kind, id }) => `${kind} ${id}` },
  );
}
