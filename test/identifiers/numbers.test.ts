import {
  formatGeographicNumber,
  formatImsi,
  formatMsisdn,
  geographicNumberFault,
  iccidFault,
  imsiFault,
  msisdnFault,
  phoneNumberFault,
  pukFault,
} from "../../subgraphs/shared/identifiers";

const MOBILE_FAULT = "must be an Italian mobile number in E.164: +393 and 8 or 9 more digits";

it.each([
  ["+393351234567", undefined],
  ["+39335123456", undefined],
  ["3351234567", MOBILE_FAULT],
  ["+39 335 1234567", MOBILE_FAULT],
  ["+3933512345678", MOBILE_FAULT],
  ["+390111234567", MOBILE_FAULT],
  ["+393351234567\n", MOBILE_FAULT],
  ["", MOBILE_FAULT],
])("as an MSISDN, %j is answered with %j", (text, fault) => {
  expect(msisdnFault(text)).toBe(fault);
});

it("keeps the leading 0 of geographic numbers and refuses those without it", () => {
  expect(geographicNumberFault("+390111234567")).toBeUndefined();
  expect(geographicNumberFault("+39111234567")).toBe(
    "must be an Italian geographic number in E.164 with its leading 0: +390 and 5 to 10 more digits",
  );
});

it("takes as a phone number geographic, free-phone, shared-cost, single and mobile numbers alike", () => {
  const numbers = ["+3902123456", "+39800123456", "+39848123456", "+39199123456", "+393351234567"];
  expect(numbers.map(phoneNumberFault)).toEqual(numbers.map(() => undefined));
  expect(phoneNumberFault("+44201234567")).toMatch(/^must be an Italian number/);
});

it("refuses an IMSI of another network, an ICCID of another country and a PUK that is no eight digits", () => {
  expect(imsiFault("222880000000001")).toBe("must start with 22201");
  expect(imsiFault("22201000000001")).toBe("must have 15 digits");
  expect(iccidFault("8944010000000000000")).toBe("must start with 8939");
  expect(pukFault("1234567")).toBe("must have 8 digits");
});

it("formats numbers that its own rules take", () => {
  expect(formatMsisdn("335", 42)).toBe("+393350000042");
  expect(formatGeographicNumber("011", "5550100")).toBe("+390115550100");
  expect(formatImsi(7)).toBe("222010000000007");
  expect([
    msisdnFault("+393350000042"),
    geographicNumberFault("+390115550100"),
    imsiFault("222010000000007"),
  ]).toEqual([undefined, undefined, undefined]);
});
