import fc from "fast-check";
import {
  type Fault,
  fiscalCodeFault,
  fiscalCodeOf,
  formatIccid,
  formatImei,
  formatVatNumber,
  iccidFault,
  imeiFault,
  vatNumberFault,
  withOmocodia,
} from "../../subgraphs/shared/identifiers";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
const person = fc
  .record({
    familyName: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 12 }),
    givenName: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 12 }),
    sex: fc.constantFrom<"F" | "M">("F", "M"),
    bornOn: fc
      .date({ min: new Date("1930-01-01"), max: new Date("2008-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    municipalityCode: fc.constantFrom("L219", "F205", "H501", "A944"),
  })
  .map(fiscalCodeOf);

const KINDS: Record<string, { generated: fc.Arbitrary<string>; fault: (text: string) => Fault }> = {
  iccid: { generated: fc.integer({ min: 0, max: 999_999_999_999 }).map(formatIccid), fault: iccidFault },
  imei: {
    generated: fc.integer({ min: 0, max: 999_999 }).map((serial) => formatImei("35693803", serial)),
    fault: imeiFault,
  },
  "partita IVA": {
    generated: fc.integer({ min: 1, max: 9_999_999 }).map((serial) => formatVatNumber(serial, "001")),
    fault: vatNumberFault,
  },
  "codice fiscale": { generated: person, fault: fiscalCodeFault },
  "codice fiscale with omocodia": {
    generated: fc
      .tuple(person, fc.subarray([6, 7, 9, 10, 12, 13, 14], { minLength: 1 }))
      .map(([code, places]) => withOmocodia(code, places)),
    fault: fiscalCodeFault,
  },
};

describe.each(Object.entries(KINDS))("%s", (_, { generated, fault }) => {
  it("takes every generated one", () => {
    fc.assert(
      fc.property(generated, (text) => {
        expect(fault(text)).toBeUndefined();
      }),
    );
  });

  it("refuses every change of a single digit", () => {
    fc.assert(
      fc.property(generated, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, place, shift) => {
        const digits = text.split("").flatMap((character, index) => (/\d/.test(character) ? [index] : []));
        fc.pre(digits.length > 0);
        const index = digits[place % digits.length]!;
        const changed = (Number(text[index]) + shift) % 10;
        expect(fault(text.slice(0, index) + changed + text.slice(index + 1))).toEqual(expect.any(String));
      }),
    );
  });
});

describe("codice fiscale", () => {
  it("gives the code that the tax office's own worked rules give", () => {
    const code = fiscalCodeOf({
      familyName: "Rossi",
      givenName: "Mario",
      sex: "M",
      bornOn: "1980-01-01",
      municipalityCode: "F205",
    });
    expect(code).toBe("RSSMRA80A01F205X");
  });

  it.each([
    ["RSSMRA80A01F205Y", "has a wrong check letter"],
    ["RSSMRA80A00F205X", "names an impossible day of birth"],
    ["RSSMRA80B71F205X", "names an impossible day of birth"],
    ["rssmra80a01f205x", "must be built as a person's codice fiscale, in capitals"],
    ["RSSMRA", "must have 16 characters (a person) or 11 digits (an organization)"],
    ["00488410011", "has a wrong check digit"],
  ])("says of %s that it %s", (text, fault) => {
    expect(fiscalCodeFault(text)).toBe(fault);
  });
});

it("takes the partita IVA that domain.md calls valid, and says what is wrong with others", () => {
  expect(["00488410010", "0048841001", "00488410019", "00000000000"].map(vatNumberFault)).toEqual([
    undefined,
    "must have 11 digits",
    "has a wrong check digit",
    "must not start with seven zeros",
  ]);
});
