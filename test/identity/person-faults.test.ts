import fc from "fast-check";
import { personFaults } from "../../subgraphs/identity/people/person-faults";

const fieldsOf = (username: string, displayName: string) =>
  personFaults({ username, displayName }, ["input"]).map(({ field }) => field?.join("."));

describe("the names that a person chooses", () => {
  it.each([
    "Dott. Rossi",
    "J. R. Smith",
    "J.R. Smith",
    "J.R.R. Tolkien",
    "Maria D’Angelo-Conti",
    "Ing. Nicolò Dell'Orto (acquisti)",
    "Bianchi & Figli S.p.A.",
    "Verdi S.r.l.",
    "Magazzino 2",
    "Άννα Παπαδοπούλου",
    "王小明",
  ])("may be %p", (displayName) => expect(fieldsOf("nina.nuova", displayName)).toEqual([]));

  it.each([
    "evil.example",
    "Vedi evil.it, Nina",
    "EVIL.IT",
    "a.b.evil.example",
    "evil2.it",
    "evil-.it",
    "пример.рф",
    "evil.xn--p1ai",
    "www. evil",
    "192.0.2.1",
    "http://evil",
    "nina@evil",
    "Nina\nNuova",
    "  ",
    "",
  ])("are not %p, which is or could be read as something else", (displayName) =>
    expect(fieldsOf("nina.nuova", displayName)).toEqual(["input.displayName"]),
  );

  it("never hold a host name, wherever it stands in them", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
    const host = fc
      .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^[a-z]{2,8}$/))
      .map(([labels, top]) => [...labels, top].join("."));
    fc.assert(
      fc.property(
        host,
        fc.constantFrom("", "Nina "),
        fc.constantFrom("", " Nuova", "."),
        (name, before, after) => {
          expect(fieldsOf("nina.nuova", before + name + after)).toEqual(["input.displayName"]);
        },
      ),
    );
  });

  it.each(["nina.nuova", "Nina_Nuova-2", "n1n"])("may be the user name %p", (username) =>
    expect(fieldsOf(username, "Nina Nuova")).toEqual([]),
  );

  it.each(["nina@mail.example", "ni", ".nina", "niña", "nina nuova", "n".repeat(65)])(
    "are not the user name %p",
    (username) => expect(fieldsOf(username, "Nina Nuova")).toEqual(["input.username"]),
  );
});
