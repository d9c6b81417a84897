import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { startEmbedded, type Embedded } from "../../gateway/embedded";
import { readEmbeddedEnvironment } from "../../gateway/settings/env";
import type { DatabaseLocation } from "../../subgraphs/shared/database";
import { eachDatabase } from "./databases";
import { Persona, signIn } from "./persona";
import { fillWithDemoWorld } from "./world-template";

/** The day of the demo world in tests, and the hour at which its clock stands until a test moves it. */
export const TODAY = "2026-06-15";

/** What identity's signing keys are encrypted with in every world: worlds are copies of one. */
export const IDENTITY_SECRET = "the secret of the worlds that tests are about";

/** A whole system on port 0 with the demo world, as `npm start` makes it. */
export interface World {
  readonly url: string;
  readonly anonymous: Persona;
  /** A demo account, signed in once and kept. */
  as(username: string): Promise<Persona>;
  readonly clock: { now: number };
  readonly system: Embedded;
  /** The folder where its messages are written. */
  readonly outbox: string;
  /** What the system logged at warning level and above. */
  readonly log: string[];
}

/** Describes the same promises about a demo world of its own, once for each database. */
export function eachWorld(
  title: string,
  tests: (world: World) => void,
  environment: Readonly<Record<string, string>> = {},
): void {
  eachDatabase(title, ({ location }) => {
    const world: { -readonly [Key in keyof World]?: World[Key] } = {};
    const directories: string[] = [];
    beforeAll(async () => {
      const place = await location();
      const directory =
        place.kind === "sqlite" ? place.directory : await mkdtemp(join(tmpdir(), "area-clienti-"));
      if (place.kind === "mysql") directories.push(directory);
      await makeDemoWorld(place, directory);
      Object.assign(world, await openWorld({ ...variablesOf(place, directory), ...environment }));
    }, 120_000);
    afterAll(async () => {
      await world.system?.stop();
      for (const directory of directories) await rm(directory, { recursive: true, force: true });
    });
    tests(world as World);
  });
}

/** Fills an empty place with the demo world. */
export async function makeDemoWorld(place: DatabaseLocation, directory: string): Promise<void> {
  await fillWithDemoWorld(place, directory, async (template, files) => {
    const { system } = await openWorld(variablesOf(template, files));
    await system.stop();
  });
}

/** What a process is told to run the demo world at the place. */
export function variablesOf(place: DatabaseLocation, directory: string): Record<string, string> {
  const database = place.kind === "mysql" ? { MYSQL_URL: place.url, MYSQL_PREFIX: place.prefix } : {};
  return { NODE_ENV: "test", PORT: "0", DATA_DIR: directory, IDENTITY_SECRET, ...database };
}

async function openWorld(variables: Record<string, string>): Promise<World> {
  const clock = { now: Date.parse(`${TODAY}T10:00:00Z`) };
  const log: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void log.push(line) });
  const environment = readEmbeddedEnvironment(variables);
  const system = await startEmbedded(environment, { logger, now: () => clock.now });
  const personas = new Map<string, Promise<Persona>>();
  return {
    url: system.url,
    anonymous: new Persona(system.url),
    as(username) {
      let persona = personas.get(username);
      if (persona === undefined) personas.set(username, (persona = signIn(system.url, username)));
      return persona;
    },
    clock,
    system,
    outbox: join(environment.DATA_DIR, "outbox"),
    log,
  };
}
