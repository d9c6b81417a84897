import type { Caller } from "../../../schema/access/caller";
import { CodedError } from "../../../schema/errors";
import type { LocatedObject } from "../subgraph/located";
import type { Writer } from "../database";
import type { UserErrorType } from "../graphql/user-error.type";
import { attempt, type Throttle } from "../throttle/attempt";
import { THROTTLES } from "../throttle/rules";
import { tooManyAttempts } from "../throttle/too-many-attempts";
import { inTurn } from "./company-queue";
import { decideAgain } from "./decide-again";
import type { ActContext, ActPorts } from "./ports";
import { entryOf } from "./records";
import { Refused, userErrorsOf } from "./refused";
import type { Act, ActEntry, ActSpec, PersonalAct, RuledAct, Verb } from "./spec";

/** The payload of a mutation: what its act answers, or nothing but why the person was refused. */
export type Answered<Payload> = Partial<Payload> & { readonly userErrors: UserErrorType[] };

type Perform<Inside, Context> = <Payload extends object, Result = Payload, Prepared = undefined>(
  context: Context,
  spec: ActSpec<Prepared, Result, Payload>,
  verb: Verb<Inside, Prepared, Result>,
) => Promise<Answered<Payload>>;

/** The three ways to change something; the audience that the schema states for the mutation says which one is meant. */
export interface Acts<Context, Message> {
  /** Under a rule: `@requiresProfile`. */
  readonly act: Perform<RuledAct<Message>, Context>;
  /** Of a signed-in person, on what is their own or what the verb itself decides: `@signedIn`. */
  readonly ownAct: Perform<PersonalAct<Message>, Context>;
  /** Of anybody: `@public`. It must say what it counts against. */
  readonly publicAct: Perform<Act<Message>, Context>;
}

/** Everything that a verb may ask of its act; the typed entrances show less. */
type Inside<Message> = Omit<RuledAct<Message>, "caller"> & { readonly caller: Caller };

/**
 * Makes the one way to change something, once for each subgraph. An act counts the attempt, waits for its company's turn,
 * opens the transaction, takes the lock, reads the caller afresh, decides the rule again, runs the verb, writes messages
 * and records, commits, wakes what delivers them, and answers what a person can put right in `userErrors`. Everything
 * else that is thrown is an error of GraphQL.
 */
export function createActs<Context extends ActContext, Message>(
  ports: ActPorts<Context, Message>,
): Acts<Context, Message> {
  const perform =
    (audience: "public" | "signedIn" | "ruled"): Perform<Inside<Message>, Context> =>
    async (context, spec, verb) => {
      assertAudience(context, spec, audience);
      try {
        const result = await new Performance(ports, context, spec, verb).run();
        if (result instanceof Refused) return { userErrors: [...result.userErrors] } as never;
        const payload = spec.answer === undefined ? result : await spec.answer(result);
        return { ...payload, userErrors: [] } as never;
      } catch (error) {
        const userErrors = userErrorsOf(error, spec);
        if (userErrors === null) throw error;
        return { userErrors: [...userErrors] } as never;
      }
    };
  return {
    act: perform("ruled") as Acts<Context, Message>["act"],
    ownAct: perform("signedIn") as Acts<Context, Message>["ownAct"],
    publicAct: perform("public"),
  };
}

/** One act from its attempt to its commit. */
class Performance<Context extends ActContext, Message, Prepared, Result, Payload> {
  private readonly objects: readonly LocatedObject[];
  private recordIds: readonly string[] = [];

  constructor(
    private readonly ports: ActPorts<Context, Message>,
    private readonly context: Context,
    private readonly spec: ActSpec<Prepared, Result, Payload>,
    private readonly verb: Verb<Inside<Message>, Prepared, Result>,
  ) {
    this.objects = context.decided?.objects ?? [];
  }

  async run(): Promise<Result | Refused> {
    const { context, spec, ports } = this;
    await this.#countAttempt();
    const prepared = (await spec.prepare?.()) as Prepared;
    const company = spec.companyOf === undefined ? this.#companyOfObject() : spec.companyOf(prepared);
    const work = async () => {
      const { freshCaller } = ports;
      // Before the transaction, which must not wait for another process.
      const asked = this.#isPublic || !("before" in freshCaller) ? null : await freshCaller.before(context);
      return await context.database.write((transaction) =>
        this.#within(transaction, prepared, company, asked),
      );
    };
    const result = await (company === null ? work() : inTurn(context.database, company, work));
    ports.wake(context);
    if (spec.recordBefore === true) await ports.untilRecorded(context, this.recordIds);
    return result;
  }

  get #isPublic(): boolean {
    return this.context.rules.of(this.spec.mutation)?.audience === "public";
  }

  async #countAttempt(): Promise<void> {
    const { context, spec } = this;
    const { userId } = context.caller;
    if (this.#isPublic || userId === null) return await countAttempt(context, ...(spec.throttles ?? []));
    const everybodys = { rule: THROTTLES.changeByUser, key: userId };
    // One after another: all wait for the same counter, and would each hold a connection meanwhile.
    await inTurn(context.database, `counter ${userId}`, () =>
      countAttempt(context, everybodys, ...(spec.throttles ?? [])),
    );
  }

  #companyOfObject(): string | null {
    return this.objects[0]?.path.scopes.find(({ kind }) => kind === "ORGANIZATION")?.id ?? null;
  }

  async #within(
    transaction: Writer,
    prepared: Prepared,
    company: string | null,
    asked: Caller | null,
  ): Promise<Result | Refused> {
    const { context, ports, objects, spec } = this;
    const { userId } = context.caller;
    if (company !== null) await ports.lockCompany(transaction, company);
    else if (userId !== null && !this.#isPublic) await ports.lockAccount(transaction, userId);
    const now = context.now();
    const caller = await this.#freshCaller(transaction, asked, now);
    const paths = objects.length === 0 ? [] : await ports.locate(transaction, objects);
    const allowedBy = decideAgain(caller, context.rules, objects, paths);
    const entries: ActEntry[] = [];
    const messages: Message[] = [];
    let isSettled = spec.unrecorded === true;
    const result = await this.verb(
      {
        transaction,
        caller,
        now,
        allowedBy,
        objects,
        on: objects[0] as LocatedObject,
        audit: (...more) => void entries.push(...more),
        nothingChanged: () => void (isSettled = true),
        tell: (...more) => void messages.push(...more),
      },
      prepared,
    );
    if (entries.length === 0 && !isSettled && !(result instanceof Refused))
      throw new Error(`${spec.mutation} neither recorded what it did nor said that nothing changed`);
    if (messages.length > 0) await ports.send(transaction, messages, now);
    // Last: the heads of the chains stay locked from here to the commit.
    const actorId = this.#isPublic ? null : caller.userId;
    const known = { actorId, grantId: allowedBy, action: spec.mutation, company };
    this.recordIds =
      entries.length === 0
        ? []
        : await ports.record(
            transaction,
            { at: now, request: context.request },
            entries.map(entryOf(known)),
            context,
          );
    return result;
  }

  async #freshCaller(transaction: Writer, asked: Caller | null, now: number): Promise<Caller> {
    const { context, ports, spec } = this;
    if (this.#isPublic) return context.caller;
    const caller =
      "within" in ports.freshCaller ? await ports.freshCaller.within(transaction, context, now) : asked;
    if (caller === null && spec.sessionMayHaveEnded === true) return context.caller;
    if (caller === null || caller.userId !== context.caller.userId)
      throw new CodedError("UNAUTHENTICATED", "Sign in first");
    return caller;
  }
}

/** Counts an attempt under these counters. @throws Refused RATE_LIMITED when it comes too early */
export async function countAttempt(
  context: Pick<ActContext, "database" | "services" | "now">,
  ...throttles: readonly Throttle[]
): Promise<void> {
  if (throttles.length === 0) return;
  const wait = await attempt(context, ...throttles);
  if (wait === null) return;
  const { message } = tooManyAttempts(wait);
  throw new Refused("RATE_LIMITED", message);
}

/** @throws Error when the code of an act does not fit what the schema says of its mutation */
function assertAudience<Prepared, Result, Payload>(
  { rules, decided }: ActContext,
  { mutation, throttles }: ActSpec<Prepared, Result, Payload>,
  audience: "public" | "signedIn" | "ruled",
): void {
  const statement = rules.of(mutation);
  if (statement === undefined) throw new Error(`${mutation} has no rule to decide`);
  const stated = statement.rules.length > 0 ? "ruled" : statement.audience;
  if (stated !== audience)
    throw new Error(`${mutation} is ${stated} in the schema, and ${audience} in its act`);
  if (
    audience === "ruled" &&
    (decided === null || decided.coordinate !== mutation || decided.objects.length === 0)
  )
    throw new Error(`${mutation} was called without the decision on its root field`);
  if (audience === "public" && throttles === undefined)
    throw new Error(`${mutation} is open to strangers and names no counter`);
}
