import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../../gateway/documents/manifest";
import { readGatewayEnvironment } from "../../gateway/settings/env";
import { eachWorld } from "../kit/world";
import { startSmallGateway, type SmallGateway } from "../observe/small-gateway";

const GREETING = "query Greeting { greeting }";
const FAREWELL = "query Farewell { farewell }";
const GREET = "mutation Greet($name: String!) { greet(name: $name) }";
const INVALID = "query Gone { gone }";
const SDL = "type Query { greeting: String farewell: String } type Mutation { greet(name: String!): String }";
const VALUES = { greeting: "good day", farewell: "goodbye", greet: "done" };

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const operation = (body: string, id = sha256(body)) => {
  const [, type = "", name = ""] = /^(\w+) (\w+)/.exec(body) ?? [];
  return { id, name, type, body };
};
const manifest = (...operations: object[]): string =>
  JSON.stringify({ format: "apollo-persisted-query-manifest", version: 1, operations });

const MANIFEST = manifest(
  operation(GREETING),
  operation(GREET, "greet-by-a-name-of-its-own"),
  operation(INVALID),
);
const persisted = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe.each(["allow", "require"] as const)("trusted documents, mode %s:", (mode) => {
  const directory = mkdtempSync(join(tmpdir(), "area-clienti-"));
  const file = join(directory, "manifest.json");
  let small: SmallGateway;
  beforeAll(async () => {
    writeFileSync(file, MANIFEST);
    const variables = { TRUSTED_DOCUMENTS: file, TRUSTED_DOCUMENTS_MODE: mode };
    small = await startSmallGateway(SDL, VALUES, variables);
  });
  afterAll(async () => {
    await small.stop();
    rmSync(directory, { recursive: true });
  });

  async function ask(parameters: object) {
    const response = await fetch(`${small.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(parameters),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
  const isRequired = mode === "require";
  const refused = {
    status: 400,
    errors: [
      {
        message: "Only trusted documents are executed here: ask for one by its id, or send its very text.",
        extensions: { code: "BAD_REQUEST" },
      },
    ],
  };
  const notFound = {
    status: 200,
    errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
  };
  const greeting = { status: 200, data: { greeting: "good day" } };

  it.each<[string, object]>([
    ["documentId", { documentId: sha256(GREETING) }],
    ["documentId with its kind before it", { documentId: `sha256:${sha256(GREETING)}` }],
    ["Apollo's hash", persisted(sha256(GREETING))],
    ["Apollo's hash beside the text", { query: GREETING, ...persisted(sha256(GREETING)) }],
    ["its very text", { query: GREETING }],
    [
      "an id beside another text, which is not looked at",
      { documentId: sha256(GREETING), query: "{ farewell" },
    ],
  ])("one is executed by %s", async (_title, parameters) => {
    expect(await ask(parameters)).toEqual(greeting);
  });

  it("one is executed by GET too, and with variables", async () => {
    const headers = { "apollo-require-preflight": "true" };
    const get = async (parameters: Record<string, string>) => {
      const response = await fetch(`${small.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
        headers,
      });
      return await response.json();
    };
    expect(await get({ documentId: sha256(GREETING) })).toEqual({ data: { greeting: "good day" } });
    const { extensions } = persisted(sha256(GREETING));
    expect(await get({ extensions: JSON.stringify(extensions) })).toEqual({ data: { greeting: "good day" } });
    const documentId = "greet-by-a-name-of-its-own";
    expect(await ask({ documentId, variables: { name: "Ada" } })).toEqual({
      status: 200,
      data: { greet: "done" },
    });
    expect(await ask({ documentId })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  it("one is under the rules of every document: the schema that is served, limits, no mutation by GET", async () => {
    expect(await ask({ documentId: sha256(INVALID) })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    const response = await fetch(`${small.url}/graphql?documentId=greet-by-a-name-of-its-own`, {
      headers: { "apollo-require-preflight": "true" },
    });
    expect(response.status).toBe(405);
  });

  it.each<[string, object]>([
    ["an id that nobody knows", { documentId: "unknown" }],
    ["a hash that nobody knows", persisted(sha256(FAREWELL))],
    ["the name of what every object has", { documentId: "__proto__" }],
    ["and of what objects can do", persisted("constructor")],
  ])("%s is not found", async (_title, parameters) => {
    expect(await ask(parameters)).toEqual(notFound);
  });

  it("another document is refused before it is parsed where they are required, and executed where they are not", async () => {
    expect(await ask({ query: FAREWELL })).toEqual(
      isRequired ? refused : { status: 200, data: { farewell: "goodbye" } },
    );
    expect(await ask({ query: `${GREETING} ` })).toEqual(isRequired ? refused : greeting);
    expect(await ask({ query: "{ no document" })).toMatchObject(
      isRequired ? refused : { errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }] },
    );
    expect(await ask({ query: "{ __schema { queryType { name } } }", operationName: "Other" })).toMatchObject(
      isRequired ? refused : { errors: [{ extensions: { code: "OPERATION_RESOLUTION_FAILURE" } }] },
    );
  });

  it("nobody can have a document kept by sending it with its hash", async () => {
    const registration = { query: FAREWELL, ...persisted(sha256(FAREWELL)) };
    expect(await ask(registration)).toEqual(
      isRequired ? refused : { status: 200, data: { farewell: "goodbye" } },
    );
    expect(await ask(persisted(sha256(FAREWELL)))).toEqual(notFound);
  });

  it("a document that is not the one of its hash is refused", async () => {
    const lie = { query: FAREWELL, ...persisted("0".repeat(64)) };
    expect(await ask(lie)).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  it("another manifest is taken up while the gateway serves, and one that is none is not", async () => {
    const publish = async (text: string): Promise<void> => {
      await writeFile(`${file}.next`, text);
      await rename(`${file}.next`, file);
      await small.gateway.reload();
    };
    await publish(manifest(operation(FAREWELL)));
    expect(await ask({ documentId: sha256(FAREWELL) })).toEqual({
      status: 200,
      data: { farewell: "goodbye" },
    });
    expect(await ask({ documentId: sha256(GREETING) })).toEqual(notFound);
    await publish("{}");
    const told = small.log.filter(({ msg }) =>
      String(msg).startsWith("the manifest of trusted documents is refused"),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(await ask({ documentId: sha256(FAREWELL) })).toEqual({
      status: 200,
      data: { farewell: "goodbye" },
    });
    await publish(MANIFEST);
  });
});

describe("a manifest", () => {
  it.each([
    ["no JSON", "query { id }", /JSON/],
    ["of another format", JSON.stringify({ format: "relay", version: 1, operations: [] }), /format/],
    ["of another version", MANIFEST.replace('"version":1', '"version":2'), /version/],
    ["with an operation that lacks its body", manifest({ id: "1", name: "A", type: "query" }), /body/],
    ["with an id twice", manifest(operation(GREETING), operation(GREETING)), /two operations with the id/],
    ["with a body that is no document", manifest({ ...operation(GREETING), body: "{ " }), /Syntax Error/],
    [
      "with a body of another type",
      manifest({ ...operation(GREETING), type: "mutation" }),
      /is not one mutation/,
    ],
    [
      "with a body of two operations",
      manifest({ ...operation(GREETING), body: `${GREETING} ${FAREWELL}` }),
      /not one/,
    ],
  ])("%s is refused", (_title, text, words) => {
    expect(() => readManifest(text)).toThrow(words);
  });

  it("is needed where it is required", () => {
    const variables = { DEMO: "true", TRUSTED_DOCUMENTS_MODE: "require" };
    expect(() => readGatewayEnvironment(variables)).toThrow(
      "TRUSTED_DOCUMENTS: needed where TRUSTED_DOCUMENTS_MODE is require",
    );
  });
});

describe("without trusted documents", () => {
  it("ids are not supported, and Apollo's clients are told so", async () => {
    const small = await startSmallGateway(SDL, VALUES);
    try {
      const response = await fetch(`${small.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(persisted(sha256(GREETING))),
      });
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }],
      });
    } finally {
      await small.stop();
    }
  });
});

const COST_CENTERS = `query CostCenters { mobileLine(id: "ml-aurora-1-00007") { id costCenter { code } } }`;
const SHARED_MANIFEST = join(mkdtempSync(join(tmpdir(), "area-clienti-")), "manifest.json");
writeFileSync(SHARED_MANIFEST, manifest(operation(COST_CENTERS)));

eachWorld(
  "a trusted document",
  (world) => {
    it("is decided on for each caller anew: whom the rules refuse, no id helps", async () => {
      const asked = async (username: string) => {
        const { accessToken } = await world.as(username);
        const response = await fetch(`${world.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${accessToken}` },
          body: JSON.stringify({ documentId: sha256(COST_CENTERS) }),
        });
        return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
      };
      const legal = await asked("legal.aurora");
      expect(legal).toEqual({
        data: { mobileLine: { id: "ml-aurora-1-00007", costCenter: { code: "AUR-190" } } },
      });
      const user = await asked("enduser.aurora");
      expect(user.data).toEqual({ mobileLine: { id: "ml-aurora-1-00007", costCenter: null } });
      expect(user.errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
      const stranger = await asked("legal.cometa");
      expect(stranger.data).toEqual({ mobileLine: null });
    });
  },
  { TRUSTED_DOCUMENTS: SHARED_MANIFEST },
);
