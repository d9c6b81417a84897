import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Persona, signIn } from "../kit/persona";
import { endAll, freePorts, listening, start, type Started } from "../kit/processes";
import { ATTACKS, flood, type Outcome, type Target } from "./abuse-attacks";

jest.setTimeout(1_200_000);

/** `npm run drill:abuse` runs all of each attack and prints figures; CI a twentieth of it. */
const IS_WHOLE = process.env["ABUSE"] === "whole";
const SCALE = IS_WHOLE ? 1 : 0.05;
const HEAP_MIB = 512;
const FLOOD = IS_WHOLE ? 20_000 : 1_000;
/** How far memory may lie above its plateau while a flood goes on. */
const FLAT_MIB = 64;

const QUERY = `{ viewer { user { displayName } } mobileLine(id: "ml-aurora-1-00007") { msisdn sim { imsi } } }`;

/** A client that goes on asking, and says how long its longest answer took. */
class Friend {
  private isDone = false;
  private readonly end: Promise<void>;
  asked = 0;
  longest = 0;
  readonly wrong: unknown[] = [];

  constructor(persona: Persona, expected: unknown) {
    this.end = this.ask(persona, JSON.stringify(expected));
  }

  async stop(): Promise<void> {
    this.isDone = true;
    await this.end;
  }

  private async ask(persona: Persona, expected: string): Promise<void> {
    while (!this.isDone) {
      const begun = performance.now();
      const answer = await persona.ask(QUERY);
      this.longest = Math.max(this.longest, performance.now() - begun);
      this.asked += 1;
      if (JSON.stringify(answer.data) !== expected) this.wrong.push(answer);
      await pause(50);
    }
  }
}

describe(`a process of ${HEAP_MIB} MiB that is abused goes on serving others, and refuses in plain words`, () => {
  let directory = "";
  let started: Started;
  let target: Target;
  let friend: Persona;
  let expected: unknown;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "area-clienti-"));
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    started = await start("gateway/embedded.js", [], {
      NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}`,
      PORT: String(port),
      DATA_DIR: directory,
      METRICS: "true",
      LOG_LEVEL: "fatal",
    });
    await listening(started, url);
    friend = await signIn(url, "master.aurora");
    const { accessToken: token = "" } = await signIn(url, "legal.aurora");
    target = { url, token, scale: SCALE };
    expected = await friend.read(QUERY);
  });
  afterAll(async () => {
    await endAll();
    await rm(directory, { recursive: true, force: true });
  });

  /** Resident memory of the process, in MiB, as it says itself. */
  async function memory(): Promise<number> {
    const text = await (await fetch(`${target.url}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 1_048_576;
  }

  /** Runs something while the friend asks. */
  async function besides(title: string, work: () => Promise<object>): Promise<Friend> {
    const beside = new Friend(friend, expected);
    const outcome = await work();
    await beside.stop();
    if (IS_WHOLE) {
      const figures = `friend ${beside.asked} answers, ${beside.wrong.length} wrong, longest ${Math.round(beside.longest)} ms`;
      process.stderr.write(
        `${title}: ${JSON.stringify(outcome)}; ${figures}; ${Math.round(await memory())} MiB resident\n`,
      );
    }
    return beside;
  }

  it.each(ATTACKS.map((attack) => [attack.title, attack] as const))("%s", async (title, attack) => {
    let outcome: Outcome = {};
    const beside = await besides(title, async () => (outcome = await attack.run(target)));
    if (attack.refusal !== undefined) expect(Object.keys(outcome)).toEqual([attack.refusal]);
    expect(beside.wrong).toEqual([]);
    expect(beside.asked).toBeGreaterThan(0);
    expect((await fetch(`${target.url}/health`)).status).toBe(200);
    expect(await memory()).toBeLessThan(2 * HEAP_MIB);
  });

  it("a flood of distinct small documents leaves the memory flat once its caches are full", async () => {
    let plateau = 0;
    const beside = await besides(`${FLOOD} distinct small documents`, async () => {
      await flood(target, 0, FLOOD / 2);
      plateau = await memory();
      return flood(target, FLOOD, FLOOD / 2);
    });
    expect(beside.wrong).toEqual([]);
    expect((await memory()) - plateau).toBeLessThan(FLAT_MIB);
  });
});
