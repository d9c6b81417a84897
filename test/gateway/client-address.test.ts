import { DEMO_PASSWORD } from "../../subgraphs/commands/demo";
import { Persona } from "../kit/persona";
import { eachWorld } from "../kit/world";

const SIGN_IN = `mutation ($password: String!) { signIn(username: "employee.aurora", password: $password) { accessToken } }`;

eachWorld(
  "behind balancers a client's address",
  (world) => {
    const addressOf = async (forwarded: string): Promise<unknown> => {
      const client = new Persona(world.url, undefined, { "x-forwarded-for": forwarded });
      const { accessToken } = (await client.read(SIGN_IN, { password: DEMO_PASSWORD })).signIn;
      const { viewer } = await new Persona(world.url, accessToken).read(
        "{ viewer { sessions { current ipAddress } } }",
      );
      return viewer.sessions.find(({ current }: { current: boolean }) => current).ipAddress;
    };

    it.each([
      ["203.0.113.7", "203.0.113.7"],
      ["203.0.113.7:50001", "203.0.113.7"],
      ["[2001:db8::1]:4711", "2001:db8::1"],
      ["::ffff:203.0.113.7", "203.0.113.7"],
      ["64:ff9b::cb00:7107", "203.0.113.7"],
      // A second balancer, which writes its own port.
      ["198.51.100.8, 10.0.0.5:1234", "198.51.100.8"],
      ["203.0.113.7, 198.51.100.8, 10.0.0.5", "198.51.100.8"],
      ["unknown", null],
    ])("forwarded as %s stands in the session as %p", async (forwarded, address) => {
      expect(await addressOf(forwarded)).toBe(address);
    });
  },
  { TRUST_PROXY: "127.0.0.0/8, 10.0.0.0/8" },
);
