const ZERO = 48;

/** Sum of the digits, every second one counted from `doubledParity` doubled and, over 9, lessened by 9. */
function luhnSum(digits: string, doubledParity: 0 | 1): number {
  let sum = 0;
  for (let index = digits.length - 1, place = 0; index >= 0; index--, place++) {
    const digit = digits.charCodeAt(index) - ZERO;
    const weighted = place % 2 === doubledParity ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

/** The digit that, appended to `body` (digits only), makes it pass {@link passesLuhn}. ISO/IEC 7812-1, annex B. */
export function luhnCheckDigit(body: string): string {
  return String((10 - (luhnSum(body, 0) % 10)) % 10);
}

/** Whether the last of `digits` (digits only) is the check digit of the others. ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  return luhnSum(digits, 1) % 10 === 0;
}
