import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load, longest, report } from "../kit/load";
import { signIn, type GraphQLAnswer, type Persona } from "../kit/persona";
import { endAll, until } from "../kit/processes";
import { startProcessSystem, type ProcessSystem } from "./process-system";

const QUERY = `{
  organization(id: "org-aurora") {
    legalName
    mobileInventory { total }
    mobileLines(first: 5) { edges { node { id sim { imsi } } } }
  }
}`;
const UNAVAILABLE = {
  message: "The service that answers this field is unavailable.",
  extensions: { code: "SUBGRAPH_UNAVAILABLE" },
};

/** `npm run drill:restart` runs this file alone and shows its figures. */
describe("a subgraph killed and started again under load", () => {
  let directory: string;
  let system: ProcessSystem;
  let legal: Persona;
  let whole: GraphQLAnswer["data"];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    system = await startProcessSystem({ directory });
    legal = await signIn(system.url, "legal.aurora");
    whole = await legal.read(QUERY);
  }, 240_000);
  afterAll(async () => {
    await endAll();
    await rm(directory, { recursive: true, force: true });
  });

  it("costs only its own fields, at exact paths, until it is back; then every answer is whole again", async () => {
    const partial = { organization: { ...whole.organization, mobileInventory: null, mobileLines: null } };
    const isWhole = (answer?: GraphQLAnswer) => answer?.errors.length === 0;
    const traffic = load(8, () => legal.ask(QUERY));
    const last = () => traffic.samples.at(-1)?.answer;
    await until("answers are whole", () => traffic.samples.length > 40 && isWhole(last()));

    const killed = performance.now();
    expect(await system.of("mobile-inventory").end("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
    const ofDown = () => traffic.samples.filter(({ begun }) => begun > killed).length;
    await until("forty answers came without it", () => ofDown() >= 40);

    const restarted = performance.now();
    await system.restart("mobile-inventory");
    const listens = performance.now();
    const back = await until("answers are whole again", () =>
      traffic.samples.some(({ begun, answer }) => begun > listens && isWhole(answer)),
    );
    const recovered = performance.now();
    await until(
      "forty answers came since",
      () => traffic.samples.filter(({ begun }) => begun > recovered).length >= 40,
    );
    await traffic.stop();

    const { samples } = traffic;
    expect(samples.filter(({ answer }) => answer === undefined)).toEqual([]);
    const shapes = new Set(
      samples.map(({ answer }) => JSON.stringify([answer!.data, sorted(answer!.errors)])),
    );
    const broken = (field: string) => ({ ...UNAVAILABLE, path: ["organization", field] });
    const down = JSON.stringify([partial, sorted([broken("mobileInventory"), broken("mobileLines")])]);
    const full = JSON.stringify([whole, []]);
    // A request on its way at the kill or the restart may have lost one of its two fetches and not the other.
    const between = [...shapes].filter((shape) => shape !== down && shape !== full);
    expect(between.filter((shape) => !isOneFieldShort(shape))).toEqual([]);
    expect([shapes.has(down), shapes.has(full)]).toEqual([true, true]);
    expect(samples.filter(({ begun, answer }) => begun > recovered && !isWhole(answer))).toEqual([]);
    expect(
      samples.filter(({ begun, ended, answer }) => begun > killed && ended < restarted && isWhole(answer)),
    ).toEqual([]);

    const count = (from: number, to: number) =>
      samples.filter(({ begun }) => begun >= from && begun < to).length;
    report(`${samples.length} requests of 8 clients, none unanswered, the longest ${longest(samples)} ms`);
    report(
      `down for ${Math.round(listens - killed)} ms: ${count(killed, listens)} requests, partial at exact paths`,
    );
    report(`whole again ${Math.round(back)} ms after it listened; ${count(recovered, Infinity)} whole since`);
  }, 240_000);

  function isOneFieldShort(shape: string): boolean {
    const [data, errors] = JSON.parse(shape) as [GraphQLAnswer["data"], { path: string[] }[]];
    const missing = ["mobileInventory", "mobileLines"].filter((field) => data.organization[field] === null);
    return (
      missing.length === 1 &&
      errors.length === 1 &&
      errors[0]!.path.join(".") === `organization.${missing[0]}`
    );
  }
});

function sorted(errors: readonly { message: string; path?: unknown; extensions: unknown }[]): object[] {
  return errors
    .map(({ message, path, extensions }) => ({ message, extensions, path }))
    .toSorted((one, other) => String(one.path).localeCompare(String(other.path)));
}
