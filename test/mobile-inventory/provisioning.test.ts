import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { formatIccid } from "../../subgraphs/shared/identifiers";
import { awaitMessage } from "../kit/outbox";
import { signIn } from "../kit/persona";
import { until } from "../kit/processes";
import { eachWorld } from "../kit/world";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const [ONE, TWO, THREE] = ["ml-aurora-1-00010", "ml-aurora-1-00011", "ml-aurora-1-00012"];

interface Asked {
  readonly id: string;
  readonly lineId: string;
  readonly kind: string;
}

/** The operator's systems, as a test has them answer. */
class Operator {
  readonly bodies: { type: string; actions: Asked[] }[] = [];
  answer: (action: Asked) => object | null = () => null;
  status = 200;
  private server: Server | undefined;

  async listen(port: number): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks).toString();
        if (!isSigned(request.headers, body)) return response.writeHead(401).end();
        const { type, data } = JSON.parse(body) as { type: string; data: { actions: Asked[] } };
        this.bodies.push({ type, actions: data.actions });
        response.statusCode = this.status;
        const results = data.actions.flatMap((action) => this.answer(action) ?? []);
        return response.end(JSON.stringify({ results }));
      });
    });
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
  }

  /** Every action of the line that was sent, in order. */
  sent(lineId: string): Asked[] {
    return this.bodies.flatMap(({ actions }) => actions).filter((action) => action.lineId === lineId);
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}

/** By the timestamp that it carries: the clock of the world is not that of the machine. */
function isSigned(headers: IncomingHttpHeaders, body: string): boolean {
  const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
  return headers["webhook-signature"] === new Webhook(SECRET).sign(String(headers["webhook-id"]), at, body);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const environment: Record<string, string> = { PROVISIONING_WEBHOOK_SECRET: SECRET };
let port = 0;
beforeAll(async () => {
  port = await freePort();
  environment["PROVISIONING_WEBHOOK_URL"] = `http://127.0.0.1:${port}/actions`;
});

eachWorld(
  "actions that the operator's systems carry out",
  (world) => {
    const operator = new Operator();
    beforeAll(() => operator.listen(port));
    afterAll(() => operator.close());
    beforeEach(() => {
      operator.answer = ({ id }) => ({ id, outcome: "CONFIRMED" });
      operator.status = 200;
    });
    const freeze = async (...ids: string[]) =>
      await (
        await signIn(world.url, "master.aurora")
      ).read(
        `mutation ($ids: [ID!]!) { freezeLines(input: { scope: { type: "MobileContract", id: "mc-aurora-1" }, ids: $ids }) {
          job { failed } userErrors { message } } }`,
        { ids },
      );
    const line = async (id: string) =>
      (
        await (
          await signIn(world.url, "master.aurora")
        ).read(
          `query ($id: ID!) { mobileLine(id: $id) { status pendingAction { id kind } sim { iccid imsi puk } } }`,
          {
            id,
          },
        )
      ).mobileLine;
    /** Lets time pass, a little at every look: calls that failed are tried again after ever longer pauses. */
    const later = (what: string, isSo: () => Promise<boolean>) =>
      until(what, async () => {
        world.clock.now += 5_000;
        await setTimeout(300);
        return await isSo();
      });
    const whenDecided = (id: string) =>
      later("the action is decided", async () => (await line(id)).pendingAction === null);

    it("leave signed, and change the line when they are confirmed", async () => {
      await freeze(ONE);
      await whenDecided(ONE);
      expect(await line(ONE)).toMatchObject({ status: "FROZEN" });
      const [sent] = operator.sent(ONE);
      expect(sent).toEqual({
        id: expect.any(String),
        lineId: ONE,
        msisdn: expect.stringMatching(/^\+39/),
        requestedAt: expect.stringMatching(/Z$/),
        kind: "FREEZE",
      });
      expect(operator.bodies[0]?.type).toBe("line-actions.requested");
    });

    it("leave the line as it was when they are refused, and its requester is written to once", async () => {
      operator.answer = ({ id }) => ({ id, outcome: "REFUSED", reason: "Unpaid\nbills" });
      await freeze(TWO, THREE);
      await whenDecided(TWO);
      await whenDecided(THREE);
      expect(await line(TWO)).toMatchObject({ status: "ACTIVE" });
      const { viewer } = await (
        await signIn(world.url, "master.aurora")
      ).read("{ viewer { user { email } } }");
      const { subject, text } = await awaitMessage(world, {
        to: viewer.user.email,
        channel: "email",
        text: /Unpaid/,
      });
      expect(subject).toMatch(/2 (linee|lines)/);
      expect(text).toContain("Unpaid bills");
    });

    it("are sent again under the same id while the systems fail, and wait while they are only accepted", async () => {
      operator.status = 503;
      await freeze(TWO);
      await later("it was sent again", () => Promise.resolve(operator.sent(TWO).length >= 3));
      operator.status = 200;
      operator.answer = ({ id }) => ({ id, outcome: "ACCEPTED" });
      const before = operator.sent(TWO).length;
      await later("it was accepted", () => Promise.resolve(operator.sent(TWO).length > before));
      expect(await line(TWO)).toMatchObject({ status: "ACTIVE", pendingAction: { kind: "FREEZE" } });
      expect(
        new Set(
          operator
            .sent(TWO)
            .slice(1)
            .map(({ id }) => id),
        ).size,
      ).toBe(1);
      const database = world.system.subgraphs.databaseOf("mobile-inventory");
      await database.write((transaction) =>
        transaction.execute(
          "UPDATE mobile_line SET status = 'FROZEN', frozen_on = '2026-06-15' WHERE id = ?",
          [TWO],
        ),
      );
      await whenDecided(TWO);
      expect(await line(TWO)).toMatchObject({ status: "FROZEN" });
    });

    it("bring the IMSI and PUK of a replaced SIM with the confirmation", async () => {
      const sim = { imsi: "222019876543210", puk: "12345678" };
      operator.answer = ({ id }) => ({ id, outcome: "CONFIRMED", sim });
      const newIccid = formatIccid(555_000_111);
      await (
        await signIn(world.url, "master.aurora")
      ).read(`mutation ($input: ReplaceSimInput!) { replaceSim(input: $input) { userErrors { message } } }`, {
        input: { lineId: THREE, newIccid, reason: "DAMAGED" },
      });
      await whenDecided(THREE);
      expect(await line(THREE)).toMatchObject({ sim: { iccid: newIccid, ...sim } });
    });
  },
  environment,
);
