import { isIPv6 } from "node:net";

/** Hextets of an IPv6 address that name a network: whoever has one address of it has them all. */
const NETWORK_HEXTETS = 4;

/**
 * The address that attempts count for: an IPv4 address, or the /64 network of an IPv6 one. Requests that came without one
 * share a key.
 */
export function clientAddress(ipAddress: string | null): string {
  if (ipAddress === null) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ipAddress)?.[1];
  if (mapped !== undefined) return mapped;
  const [bare = ""] = ipAddress.split("%");
  if (!isIPv6(bare)) return ipAddress;
  // The URL parser writes every address the one short way.
  const [head = "", tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, NETWORK_HEXTETS).join(":")}::/64`;
}
