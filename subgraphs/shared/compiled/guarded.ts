import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLResolveInfo } from "graphql";

type Resolver<Source, Context> = GraphQLFieldResolver<Source, Context, Record<string, unknown>>;

/** What is asked before a field is resolved at all. A field that is refused is null. */
export interface FieldGuard<Source, Context, Refusal> {
  /** Why not; undefined when nothing is against it. */
  refusal(source: Source, context: Context): Refusal | undefined;
  /** Notes a refusal; the path is made for it alone. */
  note(refusal: Refusal, context: Context, path: GraphQLResolveInfo["path"]): void;
}

interface Guarded {
  readonly guard: FieldGuard<unknown, unknown, unknown>;
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
}

const GUARDED = new WeakMap<object, Guarded>();

/**
 * A resolver that asks the guard first, for whoever executes the field. Compiled operations take it apart again: a
 * property behind a guard then stays one, with neither arguments nor `info` made for each row of a list.
 * @param resolve undefined for a property
 */
export function guarded<Source, Context, Refusal>(
  guard: FieldGuard<Source, Context, Refusal>,
  resolve: Resolver<Source, Context> | undefined,
): Resolver<Source, Context> {
  const inner = resolve ?? defaultFieldResolver;
  const whole: Resolver<Source, Context> = (source, args, context, info) => {
    const refusal = guard.refusal(source, context);
    if (refusal === undefined) return inner(source, args, context, info);
    guard.note(refusal, context, info.path);
    return null;
  };
  // Kept by its resolver, which is only ever called with what the guard was made for.
  GUARDED.set(whole, { guard, resolve } as unknown as Guarded);
  return whole;
}

/** What `guarded` put together; a resolver of any other making has no guard. */
export function takeApart(resolve: GraphQLFieldResolver<unknown, unknown> | undefined): Partial<Guarded> {
  return (resolve && GUARDED.get(resolve)) ?? { resolve };
}
