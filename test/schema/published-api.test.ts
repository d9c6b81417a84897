import { breaksBetween, namedBreaks } from "../../subgraphs/commands/published-api";

const ACCESS = `
  schema @link(url: "https://specs.area-clienti.example/access/v1.0", import: ["@requiresProfile", "@signedIn", "@public"]) { query: Query }
  directive @link(url: String!, import: [String]) repeatable on SCHEMA
  directive @requiresProfile(anyOf: [Profile!]!, service: Service, of: String, ofType: String, orSelf: Boolean = false) repeatable on OBJECT | FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @signedIn on FIELD_DEFINITION
  directive @public on FIELD_DEFINITION
  enum Profile { LEGAL_REP MOBILE_MASTER }
  enum Service { USAGE }
`;
const PUBLISHED = `${ACCESS}
  type Query { line(id: ID, number: String): Line @signedIn }
  type Line { id: ID! label: String! puk: String @requiresProfile(anyOf: [MOBILE_MASTER]) status: Status! }
  enum Status { ACTIVE FROZEN }
  input Filter { status: Status }
`;

/** The breaks of the published API with one change in its text. */
function breaksOf(from: string, to: string): string[] {
  expect(PUBLISHED).toContain(from);
  return breaksBetween(PUBLISHED, PUBLISHED.replace(from, to));
}

describe("the published API", () => {
  it.each([
    ["a removed field", "label: String!", "", "Line.label was removed."],
    [
      "an answer that may be null now",
      "label: String!",
      "label: String",
      "Line.label changed type from String! to String.",
    ],
    ["a removed argument", ", number: String", "", "Query.line arg number was removed."],
    [
      "an argument that is required now",
      "line(id: ID,",
      "line(id: ID!,",
      "Query.line arg id has changed type from ID to ID!.",
    ],
    ["a removed enum value", "ACTIVE FROZEN }", "ACTIVE }", "FROZEN was removed from enum type Status."],
    [
      "an input field that is required now",
      "input Filter { status: Status }",
      "input Filter { status: Status! }",
      "Filter.status changed type from Status to Status!.",
    ],
    [
      "a tightened rule",
      "(anyOf: [MOBILE_MASTER])",
      "(anyOf: [LEGAL_REP])",
      "Line.puk has other access rules.",
    ],
    ["a lost rule", " @requiresProfile(anyOf: [MOBILE_MASTER])", "", "Line.puk has other access rules."],
    [
      "a rule that was not there",
      "label: String!",
      "label: String! @requiresProfile(anyOf: [LEGAL_REP])",
      "Line.label has other access rules.",
    ],
    [
      "a field that is public now",
      ": Line @signedIn",
      ": Line @public",
      "Query.line has other access rules.",
    ],
  ])("does not lose %s unnoticed", (_, from, to, sentence) => {
    expect(breaksOf(from, to)).toEqual([sentence]);
  });

  it("lets fields and optional arguments be added", () => {
    expect(breaksOf("label: String!", "label: String! note(short: Boolean): String")).toEqual([]);
  });

  it("takes a break as decided only where a record names it, word for word", () => {
    const named = namedBreaks(["# 1. A title\n\nbreaks: Line.label was removed.\n", "no breaks: here"]);
    expect([...named]).toEqual(["Line.label was removed."]);
  });
});
