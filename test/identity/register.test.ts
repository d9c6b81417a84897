import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { anonymousCaller } from "../../schema/access/caller";
import { eachDatabase } from "../kit/databases";
import { NOON, startIdentity, type Identity } from "./kit";

const PWNED = "correct horse battery staple";
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { userErrors { code } } }`;

eachDatabase("registering where a range service is asked", (databases) => {
  let system: Identity;
  let range: Server;
  let asked = 0;
  beforeAll(async () => {
    const digest = createHash("sha1").update(PWNED).digest("hex").toUpperCase();
    range = createServer((_request, response) => {
      asked += 1;
      response.end(`${digest.slice(5)}:52000\r\n`);
    }).listen(0, "127.0.0.1");
    await once(range, "listening");
    const { port } = range.address() as AddressInfo;
    const pwnedPasswordsUrl = `http://127.0.0.1:${port}/range`;
    system = await startIdentity(databases, undefined, { pwnedPasswordsUrl });
  });
  afterAll(() => range.close());

  it("asks it no more than one address may register, whatever a stranger sends", async () => {
    const codes: unknown[] = [];
    for (let count = 0; count < 25; count += 1) {
      const input = {
        vatNumber: "00488410010",
        username: `stranger.${count}`,
        displayName: "Nina Nuova",
        email: `stranger.${count}@mail.example`,
        password: PWNED,
      };
      const { data } = await system.run(REGISTER, anonymousCaller(NOON), { input });
      const payload = data?.["register"] as { userErrors: { code: string }[] } | undefined;
      codes.push(payload?.userErrors[0]?.code);
    }
    expect(codes).toEqual([
      ...Array.from({ length: 20 }, () => "BAD_USER_INPUT"),
      ...Array.from({ length: 5 }, () => "RATE_LIMITED"),
    ]);
    expect(asked).toBe(20);
  });
});
