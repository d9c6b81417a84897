import { finishErrors } from "../../gateway/access/finish-errors";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { errorModes, type SubgraphErrorMode } from "../../gateway/errors/subgraph-errors-setting";
import { readRules } from "../../schema/access/read-rules";
import { buildSchema } from "graphql";

const rules = readRules(buildSchema("type Query { a: Int }"));
const read = (text: string) => readGatewayEnvironment({ OPEN_SUPERGRAPH: "true", SUBGRAPH_ERRORS: text });

describe("SUBGRAPH_ERRORS", () => {
  const subgraphs = new Set(["reviews", "billing"]);
  const modes = (text: string, isOpen = true) => {
    const modeOf = errorModes(read(text).SUBGRAPH_ERRORS, { isOpen, subgraphs });
    return [...subgraphs].map(modeOf);
  };

  it.each<[string, SubgraphErrorMode[]]>([
    ["", ["code", "code"]],
    ["pass", ["pass", "pass"]],
    ["mask,reviews=pass", ["pass", "mask"]],
    ["billing=mask", ["code", "mask"]],
    ["pass, billing=mask, reviews=code", ["code", "mask"]],
  ])("%j gives every subgraph a mode", (text, expected) => {
    expect(modes(text)).toEqual(expected);
  });

  it("masks under access rules unless it is told otherwise", () => {
    expect(modes("", false)).toEqual(["mask", "mask"]);
    expect(modes("reviews=code", false)).toEqual(["code", "mask"]);
  });

  it.each(["all", "pass,code", "reviews=", "reviews=pass,reviews=mask", "code,,mask", "reviews=pass,code"])(
    "%j is refused at the start, by name",
    (text) => expect(() => read(text)).toThrow("SUBGRAPH_ERRORS"),
  );

  it("is refused when it names what is no subgraph", () => {
    expect(() => modes("code,review=pass")).toThrow("no subgraph of the supergraph: review");
  });
});

describe("an error that a subgraph answered", () => {
  const tell = (mode: SubgraphErrorMode, message: string, extensions?: Record<string, unknown>) => {
    const source = { subgraph: "reviews", kind: "answered" as const, cause: message };
    return finishErrors([{ message, extensions, path: ["a"], source }], rules, { modeOf: () => mode })[0];
  };
  const MODES: SubgraphErrorMode[] = ["mask", "code", "pass"];
  const INTERNAL = { message: "Internal error", path: ["a"], extensions: { code: "INTERNAL" } };
  const SECRET = "ER_NO_SUCH_TABLE: SELECT * FROM db7.internal.secret";

  it.each(
    [
      { code: "INTERNAL" },
      { code: "INTERNAL_SERVER_ERROR" },
      { code: "internal_server_error" },
      { code: "GRAPHQL_VALIDATION_FAILED" },
      { code: "BAD_REQUEST" },
      { code: "DOWNSTREAM_SERVICE_ERROR" },
      { code: 7 },
      { code: "a sentence with a host 10.0.0.7" },
      {},
      undefined,
    ].flatMap((extensions) => MODES.map((mode) => [mode, extensions] as const)),
  )("says nothing of itself, in mode %s, when it comes with %j", (mode, extensions) => {
    expect(tell(mode, SECRET, extensions)).toEqual(INTERNAL);
  });

  const extensions = {
    code: "OUT_OF_STOCK",
    field: ["input", "sku"],
    hint: { shelf: 4, debug: "at line 7", deeper: { stackTrace: ["at x"] } },
    debug: SECRET,
    debugInfo: SECRET,
    originalError: { message: SECRET },
    stack_trace: [SECRET],
    exception: { sql: SECRET },
    "original-error": SECRET,
  };

  it("is masked with a code that is not of the closed list", () => {
    expect(tell("mask", "sold out", extensions)).toEqual(INTERNAL);
  });

  it("tells its code and what is allowed beside it, in our words", () => {
    expect(tell("code", "sold out at 10.0.0.7", extensions)).toEqual({
      message: "The service that answers this field reported an error.",
      path: ["a"],
      extensions: { code: "OUT_OF_STOCK", field: ["input", "sku"] },
    });
    expect(tell("code", "user 7 of db7", { code: "NOT_FOUND", field: SECRET.repeat(9) })).toEqual({
      message: "The service that answers this field found nothing.",
      path: ["a"],
      extensions: { code: "NOT_FOUND" },
    });
  });

  it("tells its own words and extensions when they are passed, but nothing that is for developers", () => {
    expect(tell("pass", "sold out", extensions)).toEqual({
      message: "sold out",
      path: ["a"],
      extensions: { code: "OUT_OF_STOCK", field: ["input", "sku"], hint: { shelf: 4, deeper: {} } },
    });
  });

  it.each(MODES)("never brings a stack trace or a statement, in mode %s", (mode) => {
    const told = JSON.stringify(tell(mode, "refused", { ...extensions, code: "CONFLICT" }));
    expect(told).toContain("CONFLICT");
    expect(told).not.toMatch(/SELECT|db7|at line|at x/);
  });

  it("is cut to a length", () => {
    const long = tell("pass", "x".repeat(100_000), { code: "LONG", text: "y".repeat(100_000) });
    expect(JSON.stringify(long).length).toBeLessThan(2_200);
  });
});
