import { GraphQLError, type ExecutionResult, type FieldNode } from "graphql";
import type { CompiledField } from "./field";
import { fieldError, isCutOff, type Container, type Position } from "./position";

/** Fields of one answer, those of every row counted: as many as the gateway lets an answer have. */
const MAX_FIELDS = 500_000;

function tooLarge(): GraphQLError {
  return new GraphQLError(
    `The answer has grown past the ${MAX_FIELDS} fields that one answer may have. Ask for less at a time.`,
    { extensions: { code: "BAD_USER_INPUT" } },
  );
}

/** One execution of a compiled operation. */
export class Run {
  readonly errors: GraphQLError[] = [];
  /** Coerced arguments by field, since all rows of a list are asked with the same. */
  readonly argumentsOf: (Readonly<Record<string, unknown>> | undefined)[] = [];
  private data: Container | null = null;
  private fields = 0;
  private awaited = 0;
  private finish: (() => void) | undefined;

  constructor(
    /** Coerced values (spec section 6.1.2). */
    readonly variables: Readonly<Record<string, unknown>>,
    readonly context: unknown,
  ) {}

  /**
   * Counts the fields of one more object. False once the answer has more of them than one may have: what is left is
   * then not run, and the whole answer is one error.
   */
  mayRun(fields: number): boolean {
    this.fields += fields;
    return this.fields <= MAX_FIELDS;
  }

  /** Runs the fields of the root (spec section 6.2.1); a promise where any of them gives one. */
  execute(fields: readonly CompiledField[]): ExecutionResult | Promise<ExecutionResult> {
    const root: Container = {};
    this.data = root;
    try {
      for (const field of fields) field.execute(undefined, root, undefined, this);
    } catch (error) {
      this.errors.push(error as GraphQLError);
      this.data = null;
    }
    if (this.awaited === 0) return this.result();
    return new Promise((resolve) => (this.finish = () => resolve(this.result())));
  }

  /**
   * Puts `complete(value)` at the position once the value is there. Nobody else waits for it: the page around it is
   * complete but for the place, which holds `undefined` so that keys keep their order.
   */
  later(
    promise: PromiseLike<unknown>,
    at: Position,
    nodes: readonly FieldNode[],
    complete: (value: unknown) => unknown,
  ): undefined {
    this.awaited += 1;
    at.container[at.key] = undefined;
    const arrive = (value: unknown) => {
      try {
        at.container[at.key] = complete(value);
      } catch (error) {
        this.failLate(error, at, nodes);
      }
      this.arrived();
    };
    const fail = (error: unknown) => {
      this.failLate(error, at, nodes);
      this.arrived();
    };
    // `resolve` gives a promise back as it is; other thenables could call back before this returns.
    void Promise.resolve(promise).then(arrive, fail);
    return undefined;
  }

  /**
   * A field error after what is around it was completed: the null goes to the nearest position that takes one (spec
   * section 6.4.4). Where a neighbour's has gone there before, one error has told it.
   */
  private failLate(error: unknown, at: Position, nodes: readonly FieldNode[]): void {
    if (isCutOff(at, this.data)) return;
    this.errors.push(fieldError(error, at, nodes));
    let place: Position | undefined = at;
    while (place !== undefined && !place.isNullable) place = place.prev;
    if (place === undefined) this.data = null;
    else place.container[place.key] = null;
  }

  private arrived(): void {
    this.awaited -= 1;
    if (this.awaited === 0) this.finish?.();
  }

  private result(): ExecutionResult {
    if (this.fields > MAX_FIELDS) return { errors: [tooLarge()], data: null };
    const { errors, data } = this;
    return errors.length === 0 ? { data } : { errors, data };
  }
}
