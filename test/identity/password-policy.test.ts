import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { hash } from "@node-rs/argon2";
import { passwordPolicy } from "../../subgraphs/identity/credentials/passwords/password-policy";
import {
  hashPassword,
  isOutdated,
  verifyPassword,
} from "../../subgraphs/identity/credentials/passwords/password-hash";
import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { SILENT } from "./kit";

const fault = passwordPolicy({ logger: SILENT });
const OWNER = { username: "legal.aurora" };
const GUESSABLE =
  "The password is too easy to guess: it repeats or counts on, or is little more than a name.";
const BREACHED = "The password has appeared in a data breach. Choose another.";

describe("a password", () => {
  it.each([
    "quindici gatti sul tetto",
    "aaaaaaaaaaaaaaa b c d",
    "ìàòùéèç§°*+-_.:,;",
    "l'aurora boreale a Tromsø",
  ])("may be %p: length is all that is asked for, in any characters", async (password) =>
    expect(await fault(password, OWNER)).toBeNull(),
  );

  it("has at least 15 characters alone and 8 beside a second factor, code points after NFKC", async () => {
    expect(await fault("tredici gatti!", OWNER)).toBe("The password must have at least 15 characters.");
    expect(await fault("quindici gatti!", OWNER)).toBeNull();
    // Fourteen musical symbols are 28 UTF-16 units.
    expect(await fault("𝄞𝄡𝄢𝄫𝅘𝅥𝅗𝅥𝄪𝄐𝄑𝄒", OWNER)).toBe("The password must have at least 15 characters.");
    const withSecondFactor = { ...OWNER, hasSecondFactor: true };
    expect(await fault("7 gatti", withSecondFactor)).toBe("The password must have at least 8 characters.");
    expect(await fault("8 gatti.", withSecondFactor)).toBeNull();
  });

  it("has at most 128 characters", async () => {
    const long = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join("b");
    expect(await fault(`${long}c`, OWNER)).toBeNull();
    expect(await fault(`${long}cd`, OWNER)).toBe("The password must have at most 128 characters.");
    await expect(hashPassword(`${long}cd`)).rejects.toThrow(RangeError);
  });

  it.each([
    "aaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcab",
    "PasswordPassword",
    "abcdefghijklmnop",
    "9876543210987654",
    "12345678901234567890",
    "legal.aurora-2026",
    "Legal.AURORA.Legal.Aurora",
    DEMO_PASSWORD,
  ])("is not %p, long as it is", async (password) => {
    expect(await fault(password, OWNER)).toBe(GUESSABLE);
  });

  it("is not on the list of breached passwords, whatever its case", async () => {
    expect(await fault("1QAZ2wsx3edc4rfv", OWNER)).toBe(BREACHED);
    expect(await fault("iloveyou1", { ...OWNER, hasSecondFactor: true })).toBe(BREACHED);
  });

  it("is verified as it was chosen, however the keyboard composes it", async () => {
    const composed = "perché no? perché sì";
    expect(await verifyPassword(await hashPassword(composed), composed.normalize("NFD"))).toBe(true);
  });

  it("is hashed with the parameters of today; an older hash is known as such", async () => {
    expect(isOutdated(await hashPassword("quindici gatti sul tetto"))).toBe(false);
    expect(isOutdated(await hash("quindici gatti", { memoryCost: 8_192, timeCost: 1 }))).toBe(true);
  });
});

describe("the range service", () => {
  const PWNED = "correct horse battery staple";
  const digest = createHash("sha1").update(PWNED).digest("hex").toUpperCase();
  const asked: { url: string | undefined; padding: unknown }[] = [];
  let server: Server;
  let rangeUrl: string;
  let status = 200;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url, padding: request.headers["add-padding"] });
      response.writeHead(status);
      const padding = createHash("sha1").update("sette nani e una mela").digest("hex").toUpperCase();
      response.end(`${padding.slice(5)}:0\r\n${digest.slice(5)}:52000\r\n`);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    rangeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range`;
  });
  afterAll(() => server.close());

  it("is told five digits of a password's hash and asked to pad, and its word counts", async () => {
    const ask = passwordPolicy({ rangeUrl, logger: SILENT });
    expect(await ask(PWNED, OWNER)).toBe(BREACHED);
    expect(asked.splice(0)).toEqual([{ url: `/range/${digest.slice(0, 5)}`, padding: "true" }]);
    expect(await ask("quindici gatti sul tetto", OWNER)).toBeNull();
  });

  it("does not count padding", async () => {
    expect(await passwordPolicy({ rangeUrl, logger: SILENT })("sette nani e una mela", OWNER)).toBeNull();
  });

  it("refuses nobody while it is away, and the log says so", async () => {
    const log: string[] = [];
    const logger = { ...SILENT, warn: (_details: object, message: string) => void log.push(message) };
    status = 503;
    expect(await passwordPolicy({ rangeUrl, logger })(PWNED, OWNER)).toBeNull();
    expect(await passwordPolicy({ rangeUrl: "http://127.0.0.1:1/range", logger })(PWNED, OWNER)).toBeNull();
    expect(log).toHaveLength(2);
    expect(log[0]).toContain("breached passwords could not be looked up");
  });
});
