import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load, longest, report, type Sample } from "../kit/load";
import { signIn, type GraphQLAnswer, type Persona } from "../kit/persona";
import { endAll, until } from "../kit/processes";
import { idle, unexplained } from "../kit/unexplained";
import { CORRUPTIONS, MAX_RESPONSE_BYTES, startFaultyProxy, type FaultyProxy } from "./faulty-proxy";
import { startProcessSystem, type ProcessSystem } from "./process-system";

const CLIENTS = 8;
/** Milliseconds within which the gateway promises an answer, whatever its subgraphs do. */
const DEADLINE = 5_000;
/** An answer that has not come by then never will: a bound for a test gone wrong and no promise. */
const HUNG = 60_000;
/** Requests that are begun while a fault lasts, and answers after it. */
const ENOUGH = 40;

const TOLD: Readonly<Record<string, string>> = {
  SUBGRAPH_UNAVAILABLE: "The service that answers this field is unavailable.",
  TIMEOUT: "The service that answers this field took too long.",
};
const UNFIT = [
  "The service that answers this field gave a value that does not fit the schema.",
  /^Enum "\w+" cannot represent the value that its service answered\.$/,
  /^Expected Iterable, but did not find one for field "[\w.]+"\.$/,
];

const MOBILE = `{ organization(id: "org-aurora") {
  legalName
  mobileInventory { total byStatus { status count } }
  mobileLines(first: 5) { totalCount edges { node { id status sim { imsi } user { displayName } } } }
} }`;
const FIXED = `{ organization(id: "org-aurora") {
  legalName
  mobileInventory { total }
  fixedInventory { total coverage { kind } byService { family total } }
  fixedLines(first: 5) { totalCount edges { node { id number status services { name } organization { legalName } } } }
} }`;
const LINES = (fixed: string) => `{
  mobileLine(id: "ml-aurora-1-00007") { id msisdn user { displayName } organization { legalName } }
  fixedLine(id: "${fixed}") { id number site { id name } organization { legalName } }
}`;

/** A fault that is begun and ended while clients ask on. */
interface Fault {
  readonly name: string;
  begin(): Promise<unknown> | void;
  /** Ends once the subgraph is back. */
  end(): Promise<unknown> | void;
}

/** `npm run drill:faults` runs this file alone and shows its figures. */
describe("subgraphs killed, stalled, corrupted and started again under load", () => {
  let directory: string;
  let system: ProcessSystem;
  let proxy: FaultyProxy;
  let legal: Persona;
  let wholes: ReadonlyMap<string, GraphQLAnswer["data"]>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    system = await startProcessSystem({
      directory,
      variables: {
        REQUEST_TIMEOUT_MS: String(DEADLINE),
        SUBGRAPH_TIMEOUT_MS: "3000",
        SUBGRAPH_MAX_RESPONSE_BYTES: String(MAX_RESPONSE_BYTES),
      },
      through: { "fixed-inventory": async (url) => (proxy = await startFaultyProxy(url)).url },
    });
    legal = await signIn(system.url, "legal.aurora");
    const fixed = await legal.read(FIXED);
    const lines = LINES(fixed.organization.fixedLines.edges[0].node.id);
    wholes = new Map([
      [MOBILE, await legal.read(MOBILE)],
      [FIXED, fixed],
      [lines, await legal.read(lines)],
    ]);
  }, 300_000);
  afterAll(async () => {
    await endAll();
    await proxy.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const mobile = () => system.of("mobile-inventory");
  const FAULTS: readonly Fault[] = [
    {
      name: "killed and started again",
      begin: () => mobile().end("SIGKILL"),
      end: () => system.restart("mobile-inventory"),
    },
    {
      name: "stalled (SIGSTOP, SIGCONT)",
      begin: () => void process.kill(mobile().pid, "SIGSTOP"),
      end: () => void process.kill(mobile().pid, "SIGCONT"),
    },
    {
      name: "ended and started again",
      begin: () => mobile().end("SIGTERM"),
      end: () => system.restart("mobile-inventory"),
    },
    ...Object.entries(CORRUPTIONS).map(([name, corruption]) => ({
      name,
      begin: () => void (proxy.corruption = corruption),
      end: () => void (proxy.corruption = undefined),
    })),
  ];

  it("cost partial answers at exact paths: nothing wrong, nothing hung, and soon all is whole again", async () => {
    const queries = [...wholes.keys()];
    const asked = new Map<GraphQLAnswer, string>();
    let turn = 0;
    const traffic = load(CLIENTS, async () => {
      const query = queries[turn++ % queries.length]!;
      const answer = await within(HUNG, legal.ask(query));
      asked.set(answer, query);
      return answer;
    });
    const judge = ({ answer, error }: Sample): string =>
      answer === undefined
        ? `failed: ${String(error)}`
        : verdict(answer, wholes.get(asked.get(answer) ?? ""));
    const since = (from: number) => traffic.samples.filter(({ begun }) => begun >= from);
    /** Whether each query was answered in full since: a fault that costs one of them nothing says nothing of its end. */
    const areWhole = (from: number) => {
      const whole = since(from).filter((sample) => judge(sample) === "full");
      return queries.every((query) => whole.some(({ answer }) => answer && asked.get(answer) === query));
    };

    const drill = async (fault: Fault): Promise<string[]> => {
      const begun = performance.now();
      await fault.begin();
      await until(`${fault.name}: enough answers`, () => since(begun).length >= ENOUGH);
      await fault.end();
      const returned = performance.now();
      const back = await until(`${fault.name}: all is whole again`, () => areWhole(returned));
      const recovered = performance.now();
      await until(`${fault.name}: enough answers since`, () => since(recovered).length >= ENOUGH);
      const verdicts = since(begun).map(judge);
      const count = (kind: string) => verdicts.filter((one) => one.startsWith(kind)).length;
      const figures = [verdicts.length, count("full"), count("partial"), count("failed"), count("wrong")];
      report(row(fault.name, [...figures, longest(since(begun)), Math.round(back)]));
      expect([fault.name, count("partial") > 0]).toEqual([fault.name, true]);
      const later = since(recovered).map(judge);
      expect(later.filter((one) => one !== "full")).toEqual([]);
      return verdicts.filter((one) => one !== "full" && one !== "partial");
    };

    try {
      await until("all is whole", () => areWhole(0));
      report(row("fault", ["sent", "full", "partial", "failed", "wrong", "longest ms", "back ms"]));
      for (const fault of FAULTS) expect(await drill(fault)).toEqual([]);
    } finally {
      await traffic.stop();
    }
    const most = longest(traffic.samples);
    report(`${traffic.samples.length} requests of ${CLIENTS} clients, the longest ${most} of ${DEADLINE} ms`);
  }, 900_000);
});

function row(name: string, figures: readonly (string | number)[]): string {
  return name.padEnd(28) + figures.map((figure) => String(figure).padStart(11)).join("");
}

/** "full", "partial", or what is wrong with an answer. */
function verdict({ status, data, errors }: GraphQLAnswer, whole: GraphQLAnswer["data"]): string {
  const paths = errors.map(({ path = [] }) => path);
  const wrong = [
    ...(status === 200 ? [] : [`status ${status}`]),
    ...unexplained(data, whole, paths),
    ...idle(data, paths).map((path) => `an error at ${path}, which is no null`),
    ...errors.filter((error) => !isTold(error)).map((error) => JSON.stringify(error)),
  ];
  if (wrong.length > 0) return `wrong: ${wrong.join("; ")}`;
  return errors.length === 0 ? "full" : "partial";
}

/** One of the fixed sentences with its code and nothing else: nothing of where a subgraph is or what it said. */
function isTold({ message, extensions }: GraphQLAnswer["errors"][number]): boolean {
  const code = String(extensions["code"]);
  if (Object.keys(extensions).join() !== "code") return false;
  const isUnfit = UNFIT.some((words) =>
    typeof words === "string" ? words === message : words.test(message),
  );
  return TOLD[code] === message || (code === "SUBGRAPH_UNAVAILABLE" && isUnfit);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
