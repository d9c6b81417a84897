import fc from "fast-check";
import {
  clientNetwork,
  customerNetwork,
  isNetwork,
  isWithin,
  readClientAddress,
} from "../../schema/client-address";

describe("a client's address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:50001", "203.0.113.7"],
    [" 203.0.113.7 ", "203.0.113.7"],
    ['"203.0.113.7"', "203.0.113.7"],
    ["2001:db8::1", "2001:db8::1"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%eth0]:80", "fe80::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["[::ffff:203.0.113.7]:443", "203.0.113.7"],
    ["64:ff9b::203.0.113.7", "203.0.113.7"],
    ["64:ff9b::cb00:7107", "203.0.113.7"],
  ])("written as %s is %s", (written, read) => expect(readClientAddress(written)).toBe(read));

  it.each([
    "",
    "unknown",
    "_hidden",
    "0177.0.0.1",
    "2130706433",
    "127.1",
    "256.1.1.1",
    "1.2.3.4:x",
    "::1::2",
    "[::1",
    "a.b.c.d",
    "10.0.0.0/8",
    "' OR 1=1 --",
  ])("is not made of %p", (text) => {
    expect(readClientAddress(text)).toBeNull();
    expect(clientNetwork(text)).toBe("unknown");
  });

  it("is one and the same in whatever form, and read again stays what it is", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
        for (const form of [
          `${address}:${port}`,
          `::ffff:${address}`,
          `[::ffff:${address}]:${port}`,
          `64:ff9b::${address}`,
        ])
          expect(readClientAddress(form)).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
        const read = readClientAddress(address);
        expect(read).not.toBeNull();
        expect(readClientAddress(read)).toBe(read);
        expect(readClientAddress(`[${address}]:${port}`)).toBe(read);
        expect(clientNetwork(read)).toBe(clientNetwork(address));
      }),
    );
  });

  it("lies in a /64, and that in a /48; an IPv4 address stands alone", () => {
    expect(customerNetwork(clientNetwork("2001:db8:1:ff:2::7"))).toBe("2001:db8:1::/48");
    expect(customerNetwork(clientNetwork("203.0.113.7"))).toBeNull();
    expect(customerNetwork(clientNetwork(null))).toBeNull();
  });
});

describe("a list of balancers", () => {
  const isOurs = isWithin(["10.0.0.0/8", "2001:db8:ff::/48", "192.0.2.1"]);

  it.each([
    ["10.1.2.3", true],
    ["10.1.2.3:40000", true],
    ["::ffff:10.1.2.3", true],
    ["[2001:db8:ff::1]:40000", true],
    ["192.0.2.1", true],
    ["192.0.2.2", false],
    ["11.0.0.1", false],
    ["2001:db8:fe::1", false],
    ["unknown", false],
  ])("has %s: %p", (address, isIn) => expect(isOurs(address)).toBe(isIn));

  it.each(["10.0.0.0/8", "::/0", "192.0.2.1", "2001:db8::/32"])("may name %s", (text) =>
    expect(isNetwork(text)).toBe(true),
  );

  it.each([
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "010.0.0.0/8",
    "loopback",
    "balancer.internal",
    "2001:db8::/129",
  ])("may not name %s", (text) => expect(isNetwork(text)).toBe(false));
});
