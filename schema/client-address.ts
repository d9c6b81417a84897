import ipaddr from "ipaddr.js";

/** Prefix of NAT64's well-known network (RFC 6052): the last 32 bits are the IPv4 address behind it. */
const NAT64 = "rfc6052";

/**
 * A client's address in the one form that throttles, sessions and the audit trail use, however it was written: with a
 * port, in brackets, with a zone, as IPv4 within IPv6 (mapped, or behind NAT64). IPv4 is dotted, IPv6 as RFC 5952 has it.
 * Null for whatever is no address, such as the `unknown` of a proxy.
 */
export function readClientAddress(text: string | null | undefined): string | null {
  const address = parseAddress(text ?? "");
  if (address === null) return null;
  return address.kind() === "ipv6" ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = withoutPort(text.trim().replace(/^"(.*)"$/, "$1"));
  // Only the form of four decimals: 0177.0.0.1 and 2130706433 are addresses to some programs, and others to others.
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  const [withoutZone = ""] = bare.split("%");
  if (!ipaddr.IPv6.isValid(withoutZone)) return null;
  const address = ipaddr.IPv6.parse(withoutZone);
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.range() === NAT64 ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

/** `[2001:db8::1]:4711` and `203.0.113.7:50001`; an IPv6 address outside brackets has no port. */
function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}

/** The network of an IPv6 address with so many bits, `2001:db8:0:0::/64`. */
export function networkOf(address: ipaddr.IPv6, bits: 48 | 64): string {
  return `${address.parts
    .slice(0, bits / 16)
    .map((part) => part.toString(16))
    .join(":")}::/${bits}`;
}

/**
 * What one client has for itself: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address of it has them
 * all. Those who came without an address share "unknown".
 */
export function clientNetwork(text: string | null): string {
  const address = parseAddress(text ?? "");
  if (address === null) return "unknown";
  return address.kind() === "ipv6" ? networkOf(address as ipaddr.IPv6, 64) : address.toString();
}

/** The /48 around a /64 that `clientNetwork` gave: what a provider gives one customer. Null for anything else. */
export function customerNetwork(network: string): string | null {
  const prefix = /^([0-9a-f:]+)\/64$/.exec(network)?.[1];
  return prefix === undefined ? null : networkOf(ipaddr.IPv6.parse(prefix), 48);
}

/** Reads `10.0.0.0/8` or one address; null for anything else. */
function readNetwork(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  const [address = "", length] = text.split("/");
  if (length === undefined) {
    const one = parseAddress(address);
    return one === null ? null : [one, one.kind() === "ipv6" ? 128 : 32];
  }
  const isWhole = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isWhole && ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : null;
}

/** Whether the text is an address or a network. */
export function isNetwork(text: string): boolean {
  return readNetwork(text) !== null;
}

/** Whether an address, however it is written, lies in one of the networks. @throws Error when one of them is none */
export function isWithin(networks: readonly string[]): (address: string) => boolean {
  const known = networks.map((text) => {
    const network = readNetwork(text);
    if (network === null) throw new Error(`${text} is neither an address nor a network`);
    return network;
  });
  return (text) => {
    const address = parseAddress(text);
    return address !== null && known.some(([base, bits]) => isMatch(address, base, bits));
  };
}

function isMatch(address: ipaddr.IPv4 | ipaddr.IPv6, base: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean {
  return address.kind() === base.kind() && address.match([base, bits] as [ipaddr.IPv4, number]);
}
