import type { EngineObserver } from "../engine";

/** Several observers of an engine as one; what none of them listens to is not told at all. */
export function observers<C>(given: readonly (EngineObserver<C> | undefined)[]): EngineObserver<C> {
  const all = given.filter((each) => each !== undefined);
  const calls = all.flatMap((each) => each.subgraphCall?.bind(each) ?? []);
  const breakers = all.flatMap((each) => each.breaker?.bind(each) ?? []);
  const plans = all.flatMap((each) => each.plan?.bind(each) ?? []);
  return {
    ...(calls.length > 0 && { subgraphCall: (event) => calls.forEach((tell) => tell(event)) }),
    ...(breakers.length > 0 && { breaker: (event) => breakers.forEach((tell) => tell(event)) }),
    ...(plans.length > 0 && { plan: (event) => plans.forEach((tell) => tell(event)) }),
  };
}
