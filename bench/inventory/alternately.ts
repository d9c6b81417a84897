import { median } from "../table";

export interface Contestant {
  /** One page, as text. */
  ask(): Promise<string>;
  /** Statements sent to the database so far. */
  readonly statements: () => number;
}

export interface PageFigures {
  /** Milliseconds for a page, the median. */
  readonly time: number;
  /** CPU milliseconds of the process for a page, client included, the database server not. */
  readonly cpu: number;
  readonly statements: number;
  readonly bytes: number;
}

export interface Measured {
  readonly system: PageFigures;
  readonly hand: PageFigures;
}

/** One page of each in turn, in one process, so that whatever the machine does meanwhile falls on both. */
export async function alternately(
  { system, hand }: { readonly system: Contestant; readonly hand: Contestant },
  warmUp: number,
  pages: number,
): Promise<Measured> {
  const samples = { system: [] as PageFigures[], hand: [] as PageFigures[] };
  for (let page = -warmUp; page < pages; page++) {
    const figures = { system: await sample(system), hand: await sample(hand) };
    if (page < 0) continue;
    samples.system.push(figures.system);
    samples.hand.push(figures.hand);
  }
  return { system: middle(samples.system), hand: middle(samples.hand) };
}

async function sample(contestant: Contestant): Promise<PageFigures> {
  const statements = contestant.statements();
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const text = await contestant.ask();
  const time = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    time,
    cpu: (user + system) / 1_000,
    statements: contestant.statements() - statements,
    bytes: Buffer.byteLength(text),
  };
}

function middle(samples: readonly PageFigures[]): PageFigures {
  const of = (figure: keyof PageFigures) => median(samples.map((each) => each[figure]));
  return { time: of("time"), cpu: of("cpu"), statements: of("statements"), bytes: of("bytes") };
}
