import { Big } from "big.js";
import { decimalFault } from "../../shared/scalars";

/** Digits after the point that an amount keeps: what the scalar Decimal has. */
const DIGITS = 6;

/** Digits of a currency that is shown: `5` is written `5.00`, `0.125` as it is. */
const SHOWN = 2;

const MICROS = new Big(10).pow(DIGITS);

/** The largest amount of one bill or line, in micros; 2^53 is above it, so that each is exact as a number too. */
const LARGEST = new Big("1000000000").times(MICROS);

/**
 * The amount in micros, millionths of the currency's unit, as both databases keep it. Exact: nothing is rounded.
 * @param text a Decimal such as `1234.50`
 */
export function amountOf(text: string): bigint | { readonly fault: string } {
  const fault = decimalFault(text);
  if (fault !== undefined) return { fault };
  const micros = new Big(text).times(MICROS);
  if (micros.abs().gte(LARGEST)) return { fault: "must be below 1000000000" };
  return BigInt(micros.toFixed(0));
}

/** A count of micros as a Decimal, exact, with two digits after the point or as many as it needs. */
export function decimalOf(micros: bigint | number | string): string {
  const exact = new Big(String(micros)).div(MICROS);
  // Division by a power of ten ends; it is cut nowhere.
  const digits = exact.toFixed(DIGITS).replace(/0+$/, "").split(".")[1]?.length ?? 0;
  return exact.toFixed(Math.max(SHOWN, digits));
}
