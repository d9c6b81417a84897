import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identity } from "../../subgraphs/identity/subgraph";
import { mobileInventory } from "../../subgraphs/mobile-inventory/subgraph";
import { openDatabase, type Database, type DatabaseLocation } from "../../subgraphs/shared/database";
import { Persona } from "../kit/persona";
import { freePorts, listening, start, until, type Started } from "../kit/processes";
import { makeDemoWorld, variablesOf } from "../kit/world";

const PRELOAD = join(__dirname, "kill-at-step.cjs");

/** `npm start` as a process of its own, on the demo world, that can be told at which step to die. */
export class CrashingSystem {
  readonly outbox: string;
  #process: Started | undefined;
  #port = 0;
  /** Milliseconds that each restart took until it answered. */
  readonly restarts: number[] = [];

  private constructor(
    private readonly place: DatabaseLocation,
    private readonly directory: string,
    /** Identity's database, seen from outside the process. */
    readonly database: Database,
    /** Mobile-inventory's. */
    readonly inventory: Database,
    private readonly more: Readonly<Record<string, string>>,
  ) {
    this.outbox = join(directory, "outbox");
  }

  /** @param more variables of its process beside the usual ones */
  static async open(
    place: DatabaseLocation,
    more: Readonly<Record<string, string>> = {},
  ): Promise<CrashingSystem> {
    const directory = await mkdtemp(join(tmpdir(), "area-clienti-crash-"));
    const at: DatabaseLocation = place.kind === "sqlite" ? { kind: "sqlite", directory } : place;
    await makeDemoWorld(at, directory);
    const databases = [identity, mobileInventory].map(({ name, entities, migrations }) =>
      openDatabase({ subgraph: name, location: at, entities, migrations }),
    ) as [Promise<Database>, Promise<Database>];
    const system = new CrashingSystem(at, directory, await databases[0], await databases[1], more);
    await system.start();
    return system;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get anonymous(): Persona {
    return new Persona(this.url);
  }

  get isAlive(): boolean {
    return this.#process !== undefined;
  }

  async start(): Promise<void> {
    const begun = performance.now();
    [this.#port = 0] = await freePorts(1);
    const started = await start("gateway/embedded.js", [], {
      ...variablesOf(this.place, this.directory),
      LOG_LEVEL: "error",
      NODE_OPTIONS: `--require ${PRELOAD}`,
      KILL_PLAN: this.#plan,
      PORT: String(this.#port),
      // Nothing here is about time, and each restart plans anew while the tests beside it load the machine.
      PLAN_TIMEOUT_MS: "10000",
      ...this.more,
    });
    this.#process = started;
    void started.ended.finally(() => {
      if (this.#process === started) this.#process = undefined;
    });
    await listening(started, this.url);
    this.restarts.push(performance.now() - begun);
  }

  /** From now on the process dies before its `step`th step. */
  arm(step: number): void {
    rmSync(`${this.#plan}.killed`, { force: true });
    writeFileSync(`${this.#plan}.new`, String(step));
    renameSync(`${this.#plan}.new`, this.#plan);
  }

  /** The process dies no more, unless it has: then before what it died. */
  disarm(): string | null {
    rmSync(this.#plan, { force: true });
    return existsSync(`${this.#plan}.killed`) ? readFileSync(`${this.#plan}.killed`, "utf8") : null;
  }

  /** Kills it from outside, wherever it is. */
  async kill(): Promise<void> {
    await this.#process?.end("SIGKILL");
  }

  async untilDead(): Promise<void> {
    await until("the process is dead", () => !this.isAlive);
  }

  /** Waits until nothing is left to be sent or delivered, or the process is dead. */
  async untilSettled(): Promise<void> {
    const waiting = "SELECT `id` FROM `outbox_message` WHERE `next_attempt_at` IS NOT NULL LIMIT 1";
    const record = "SELECT id FROM audit_outbox LIMIT 1";
    await until(
      "nothing is left to be sent",
      async () =>
        !this.isAlive ||
        ((await this.database.read.row(waiting)) === null &&
          (await this.inventory.read.row(record)) === null),
    );
  }

  async count(sql: string, ...parameters: readonly string[]): Promise<number> {
    const row = await this.database.read.row<{ count: number }>(
      `SELECT COUNT(*) AS \`count\` ${sql}`,
      parameters,
    );
    return row?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.kill();
    await Promise.all([this.database.close(), this.inventory.close()]);
    await rm(this.directory, { recursive: true, force: true });
  }

  get #plan(): string {
    return join(this.directory, "kill-plan");
  }
}
