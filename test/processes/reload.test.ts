import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { badProvides, longChain } from "../federation/kit/killers";
import { compose } from "../federation/kit/world";
import { load } from "../kit/load";
import { Persona } from "../kit/persona";
import { endAll, freePorts, listening, start, until, type Started } from "../kit/processes";
import { startSmallSubgraph, type SmallSubgraph } from "./small-subgraph";

const BEFORE = "type Query { greeting: String slow: String }";
const AFTER = "type Query { greeting: String slow: String farewell: String }";

jest.setTimeout(180_000);

/** A real gateway process whose supergraph's file is replaced while it serves. */
describe("a supergraph that changes under a gateway", () => {
  let directory: string;
  let file: string;
  let subgraph: SmallSubgraph;
  let gateway: Started;
  let client: Persona;

  const publish = async (text: string): Promise<void> => {
    // As deployments do: whole, by renaming.
    await writeFile(`${file}.next`, text);
    await rename(`${file}.next`, file);
  };
  const supergraph = (sdl: string): string =>
    compose({ small: sdl }).replaceAll("http://small.invalid/graphql", subgraph.url);
  const serves = (field: string): Promise<boolean> =>
    client.ask(`{ ${field} }`).then(({ errors }) => errors.length === 0);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    file = join(directory, "supergraph.graphql");
    subgraph = await startSmallSubgraph(AFTER, {
      greeting: "good day",
      farewell: "goodbye",
      slow: "at last",
    });
    await writeFile(file, supergraph(BEFORE));
    const [port] = await freePorts(1);
    gateway = await start("gateway/main.js", [], {
      PORT: String(port),
      SUPERGRAPH: file,
      OPEN_SUPERGRAPH: "true",
    });
    client = new Persona(`http://127.0.0.1:${port}`);
    await listening(gateway, `http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    await endAll();
    await subgraph.stop();
    await rm(directory, { recursive: true });
  });

  it("is served from the next request on, no request fails meanwhile, and what has begun ends on the old one", async () => {
    const traffic = load(8, () => client.ask("{ greeting }"));
    await until("answers come", () => traffic.samples.length > 40);
    const held = subgraph.hold("slow");
    const begun = client.ask("{ slow }");
    await held.asked;
    expect(await client.ask("{ farewell }")).toMatchObject({ status: 400, data: undefined });

    await publish(supergraph(AFTER));
    await until("the new field is answered", () => serves("farewell"));
    expect(await client.read("{ farewell }")).toEqual({ farewell: "goodbye" });

    // And back and forth, as fast as the file is read.
    for (const sdl of [BEFORE, AFTER, BEFORE, AFTER]) {
      await publish(supergraph(sdl));
      await until("the change is served", async () => (await serves("farewell")) === (sdl === AFTER));
    }
    held.release();
    expect(await begun).toMatchObject({ status: 200, data: { slow: "at last" }, errors: [] });
    await traffic.stop();
    const answered = traffic.samples.map(({ answer }) => JSON.stringify([answer?.status, answer?.data]));
    expect(new Set(answered)).toEqual(new Set([JSON.stringify([200, { greeting: "good day" }])]));
    expect(answered.length).toBeGreaterThan(100);
  });

  it.each([
    ["no GraphQL", "this is no supergraph"],
    ["cut off in the middle", (whole: string) => whole.slice(0, whole.length / 2)],
    ["no supergraph", "type Query { greeting: String }"],
    ["one at which the planner aborts its process", badProvides()],
    ["one whose keys nobody could plan for in time", longChain()],
  ])("is refused when it is %s: that is reported, and the one before is served on", async (_title, text) => {
    const refusals = (): number => gateway.output.split("the supergraph is refused").length;
    const before = refusals();
    await publish(typeof text === "string" ? text : text(supergraph(AFTER)));
    await until("the refusal is reported", () => refusals() > before, 30_000);
    expect(await client.read("{ greeting farewell }")).toEqual({ greeting: "good day", farewell: "goodbye" });
  });

  it("keeps a gateway from starting that its planner aborts at, with one plain line", async () => {
    const bad = join(directory, "bad.graphql");
    await writeFile(bad, badProvides());
    const [port] = await freePorts(1);
    const started = await start("gateway/main.js", [], {
      PORT: String(port),
      SUPERGRAPH: bad,
      OPEN_SUPERGRAPH: "true",
    });
    expect((await started.ended).code).toBe(1);
    expect(started.output.trim().split("\n")).toEqual([
      expect.stringMatching(/^The supergraph cannot be planned for: .*panicked/),
    ]);
  });

  it("is read at SIGHUP too, and the process lives", async () => {
    const reports = (): number => gateway.output.split("the supergraph is refused").length;
    const before = reports();
    process.kill(gateway.pid, "SIGHUP");
    await until("it was read", () => reports() > before, 30_000);
    expect(await client.read("{ greeting }")).toEqual({ greeting: "good day" });
  });
});
