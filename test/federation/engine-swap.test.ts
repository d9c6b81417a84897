import { parse } from "graphql";
import {
  createEngine,
  EngineSwap,
  shareTransports,
  type Engine,
  type EngineResult,
  type SubgraphResponse,
} from "../../gateway/engine";
import { compose } from "./kit/world";

const BEFORE = compose({ small: "type Query { greeting: String }" });
const AFTER = compose({ small: "type Query { greeting: String farewell: String }" });
const ELSEWHERE = AFTER.replace("http://small.invalid", "http://moved.invalid");

/** Subgraphs that answer when they are told to, and what became of the transports to them. */
function subgraphs() {
  const told: string[] = [];
  const waiting: ((response: SubgraphResponse) => void)[] = [];
  const transport = shareTransports<object>(({ url }) => {
    told.push(`open ${url}`);
    return {
      execute: () => new Promise((resolve) => waiting.push(resolve)),
      close: () => {
        told.push(`close ${url}`);
        return Promise.resolve();
      },
    };
  });
  const engine = (supergraphSdl: string) => createEngine<object>({ supergraphSdl, transport });
  const isAsked = async (): Promise<void> => {
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  return { told, engine, isAsked, answer: (response: SubgraphResponse) => waiting.shift()?.(response) };
}

function ask(swap: EngineSwap<object>, { apiSchema }: Engine<object>, field: string): Promise<EngineResult> {
  return swap.execute(apiSchema, { document: parse(`{ ${field} }`), context: {} });
}

describe("an engine that another takes the place of", () => {
  it("ends what it has begun, and is closed after that; connections to an address that stays are kept", async () => {
    const { told, engine, isAsked, answer } = subgraphs();
    const [before, after] = [engine(BEFORE), engine(AFTER)];
    const close = jest.spyOn(before, "close");
    const swap = new EngineSwap(before);
    const begun = ask(swap, before, "greeting");
    await isAsked();

    swap.replace(after);
    expect(swap.current).toBe(after);
    expect(close).not.toHaveBeenCalled();
    answer({ data: { greeting: "hello" } });
    expect(await begun).toEqual({ data: { greeting: "hello" } });
    expect(close).toHaveBeenCalled();

    const next = ask(swap, after, "farewell");
    await isAsked();
    answer({ data: { farewell: "goodbye" } });
    expect(await next).toEqual({ data: { farewell: "goodbye" } });
    await swap.close();
    expect(told).toEqual(["open http://small.invalid/graphql", "close http://small.invalid/graphql"]);
  });

  it("still executes a document that was validated against it just before", async () => {
    const { engine, isAsked, answer } = subgraphs();
    const [before, after] = [engine(AFTER), engine(BEFORE)];
    const swap = new EngineSwap(before);
    swap.replace(after);
    const late = ask(swap, before, "farewell");
    await isAsked();
    answer({ data: { farewell: "goodbye" } });
    expect(await late).toEqual({ data: { farewell: "goodbye" } });
  });

  it("lets go of an address that no supergraph names any more, once", async () => {
    const { told, engine } = subgraphs();
    const swap = new EngineSwap(engine(AFTER));
    swap.replace(engine(ELSEWHERE));
    await swap.close();
    await swap.close();
    expect(told.toSorted()).toEqual([
      "close http://moved.invalid/graphql",
      "close http://small.invalid/graphql",
      "open http://moved.invalid/graphql",
      "open http://small.invalid/graphql",
    ]);
  });

  it("stays when whoever serves the schema refuses the next one", () => {
    const { engine } = subgraphs();
    const [before, after] = [engine(BEFORE), engine(AFTER)];
    const swap = new EngineSwap(before);
    swap.onChange(({ apiSchema }) => {
      if (apiSchema === after.apiSchema) throw new Error("not this one");
    });
    expect(() => swap.replace(after)).toThrow("not this one");
    expect(swap.current).toBe(before);
  });
});
