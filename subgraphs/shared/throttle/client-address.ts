import { clientNetwork, customerNetwork } from "../../../schema/client-address";
import type { ThrottleRule } from "./rules";

/**
 * The address that attempts count for: an IPv4 address, or the /64 network of an IPv6 one. Requests that came without one
 * share a key.
 * @param ipAddress as the gateway read it
 */
export const clientAddress = clientNetwork;

/** So many times what one /64 may try goes from a whole /48: a customer has up to 65,536 of the former. */
const CUSTOMER = 8;

/**
 * The counter around one that counts an address: of the /48, whose holder can take another /64 for each attempt. Null for
 * any other counter.
 */
export function aroundAddress(rule: ThrottleRule, key: string): { rule: ThrottleRule; key: string } | null {
  const network = rule.ofAddress === true ? customerNetwork(key) : null;
  if (network === null) return null;
  return { rule: { ...rule, name: `${rule.name} (/48)`, free: rule.free * CUSTOMER }, key: network };
}
