import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import { freePorts, until } from "./processes";

/** A MariaDB server of a test's own, on a free port of this machine, that may be stopped, killed and started again. */
export class Mariadbd {
  #child: ChildProcess | undefined;

  private constructor(
    private readonly directory: string,
    readonly port: number,
  ) {}

  /** Makes a fresh data directory and starts the server on it. */
  static async make(): Promise<Mariadbd> {
    const directory = await mkdtemp(join(tmpdir(), "area-clienti-mariadbd-"));
    const [port = 0] = await freePorts(1);
    await promisify(execFile)("mariadb-install-db", [
      "--no-defaults",
      `--datadir=${join(directory, "data")}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      `--user=${userInfo().username}`,
    ]);
    const server = new Mariadbd(directory, port);
    await server.start();
    return server;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}`;
  }

  /** Starts the server on the data that is there, and waits until it takes statements. */
  async start(): Promise<void> {
    const child = spawn(
      "mariadbd",
      [
        "--no-defaults",
        `--datadir=${join(this.directory, "data")}`,
        `--socket=${join(this.directory, "socket")}`,
        `--pid-file=${join(this.directory, "pid")}`,
        `--port=${this.port}`,
        "--bind-address=127.0.0.1",
        `--user=${userInfo().username}`,
        "--skip-name-resolve",
        "--innodb-buffer-pool-size=64M",
      ],
      { stdio: "ignore" },
    );
    this.#child = child;
    await until("mariadbd takes statements", async () => {
      if (child.exitCode !== null) throw new Error(`mariadbd ended with ${child.exitCode}`);
      return await this.isUp();
    });
  }

  /** SIGTERM lets the server end its statements; SIGKILL is a machine that fell over. */
  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "close");
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop("SIGKILL");
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Ends every connection but the one that asks, and answers how many there were. */
  async killConnections(): Promise<number> {
    return await this.with(async (connection) => {
      const [rows] = await connection.query<(RowDataPacket & { id: number })[]>(
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND USER = 'root'",
      );
      // One may be gone by itself between the two statements.
      for (const { id } of rows) await connection.query(`KILL CONNECTION ${id}`).catch(() => undefined);
      return rows.length;
    });
  }

  /** Runs the work on a connection of its own. */
  async with<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await createConnection({ uri: this.url, connectTimeout: 2_000 });
    try {
      return await work(connection);
    } finally {
      connection.destroy();
    }
  }

  async isUp(): Promise<boolean> {
    try {
      await this.with((connection) => connection.query("SELECT 1"));
      return true;
    } catch {
      return false;
    }
  }
}

/** Describes promises about a server that fails. Without mariadbd they are skipped with a word, in CI failed. */
export function withMariadbd(title: string, tests: (server: () => Mariadbd) => void): void {
  const isThere = ["mariadbd", "mariadb-install-db"].every(
    (program) => spawnSync("which", [program]).status === 0,
  );
  if (!isThere && process.env["CI"] === "true") {
    it(`${title}: has mariadbd`, () => {
      throw new Error("mariadbd and mariadb-install-db are not installed (Debian: mariadb-server)");
    });
    return;
  }
  if (!isThere) process.stderr.write(`mariadbd is not installed: "${title}" is skipped.\n`);
  (isThere ? describe : describe.skip)(title, () => {
    let server: Mariadbd | undefined;
    beforeAll(async () => {
      server = await Mariadbd.make();
    }, 120_000);
    afterAll(async () => {
      await server?.remove();
    });
    tests(() => {
      if (server === undefined) throw new Error("The server has not been made.");
      return server;
    });
  });
}
