import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GraphQLError } from "graphql";
import { freePorts, until } from "../kit/processes";
import { startSmallGateway, type SmallGateway } from "./small-gateway";

const SDL = "type Query { greeting: String broken: String names: [Name] } type Name { first: String }";
const GREET = "query Greet { hello: greeting }";

/** What an operator reads when a request fails, from the log alone. */
describe("the log line of a request that failed", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  const gatewayWith = async (...given: Parameters<typeof startSmallGateway>): Promise<SmallGateway> => {
    const small = await startSmallGateway(...given);
    stops.push(() => small.stop());
    return small;
  };
  const serverWith = async (answer: Parameters<typeof createServer>[1]): Promise<string> => {
    const server: Server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    stops.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const lineOf = async (small: SmallGateway, query: string, told: object) => {
    const response = await fetch(`${small.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({ errors: [told] });
    const id = response.headers.get("x-request-id");
    const find = () => small.log.find(({ requestId, msg }) => requestId === id && msg === "request");
    await until("it is logged", () => find() !== undefined);
    return find();
  };
  const UNAVAILABLE = {
    message: "The service that answers this field is unavailable.",
    extensions: { code: "SUBGRAPH_UNAVAILABLE" },
  };
  const about = { subgraph: "small", coordinate: "Query.greeting", code: "SUBGRAPH_UNAVAILABLE", count: 1 };

  it("names the address at which nobody listens", async () => {
    const [port] = await freePorts(1);
    const urls = `small=http://127.0.0.1:${port}/graphql`;
    const small = await gatewayWith(SDL, {}, { SUBGRAPH_URLS: urls });
    expect(await lineOf(small, GREET, UNAVAILABLE)).toMatchObject({
      level: 40,
      operation: "query",
      operationName: "Greet",
      causes: [{ ...about, cause: `The exchange failed. < connect ECONNREFUSED 127.0.0.1:${port}` }],
    });
  });

  it("names the status and type that another path of the server answered", async () => {
    const url = await serverWith((_request, response) =>
      response.writeHead(404, { "content-type": "text/html" }).end("Cannot POST /wrong"),
    );
    const small = await gatewayWith(SDL, {}, { SUBGRAPH_URLS: `small=${url}/wrong` });
    expect(await lineOf(small, GREET, UNAVAILABLE)).toMatchObject({
      causes: [{ ...about, cause: "The answer is text/html, with status 404." }],
    });
  });

  it("has the subgraph's own words, which the client does not read", async () => {
    const broken = new GraphQLError("connect to db-7.internal: SELECT * FROM secret", {
      extensions: { code: "INTERNAL_SERVER_ERROR" },
    });
    const small = await gatewayWith(SDL, { broken });
    const told = { message: "Internal error", path: ["broken"], extensions: { code: "INTERNAL" } };
    expect(await lineOf(small, "query Break { broken }", told)).toMatchObject({
      level: 40,
      operationName: "Break",
      codes: ["INTERNAL"],
      causes: [
        {
          subgraph: "small",
          coordinate: "Query.broken",
          code: "INTERNAL_SERVER_ERROR",
          cause: broken.message,
        },
      ],
    });
  });

  it("has the planner's words, which the client does not read", async () => {
    const small = await gatewayWith(SDL, {}, {}, () => ({
      percentages: [],
      plan: () => Promise.reject(new Error("The planner's process ended (SIGABRT): panicked at walker")),
    }));
    const told = { message: "The operation could not be planned.", extensions: { code: "INTERNAL" } };
    expect(await lineOf(small, GREET, told)).toMatchObject({
      level: 40,
      operationName: "Greet",
      causes: [{ code: "INTERNAL", cause: "The planner's process ended (SIGABRT): panicked at walker" }],
    });
  });

  it("names the subgraph that took too long, and for how long it was waited", async () => {
    const url = await serverWith(() => undefined);
    const limits = { SUBGRAPH_TIMEOUT_MS: "100", SUBGRAPH_URLS: `small=${url}/graphql` };
    const small = await gatewayWith(SDL, {}, limits);
    const told = {
      message: "The service that answers this field took too long.",
      extensions: { code: "TIMEOUT" },
    };
    expect(await lineOf(small, GREET, told)).toMatchObject({
      causes: [{ ...about, code: "TIMEOUT", cause: "No answer within 100 ms." }],
    });
  });

  it("says once what befell every row of a list", async () => {
    const fault = new GraphQLError("no first name", { extensions: { code: "NAMELESS" } });
    const names = Array.from({ length: 40 }, () => ({ first: fault }));
    const small = await gatewayWith(SDL, { names }, { SUBGRAPH_ERRORS: "pass" });
    const told = { message: "no first name", extensions: { code: "NAMELESS" } };
    const response = await fetch(`${small.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ names { first } }" }),
    });
    const { errors } = (await response.json()) as { errors: object[] };
    expect(errors).toHaveLength(40);
    expect(errors[7]).toMatchObject({ ...told, path: ["names", 7, "first"] });
    const find = () => small.log.find(({ msg }) => msg === "request");
    await until("it is logged", () => find() !== undefined);
    expect(find()).toMatchObject({
      level: 30,
      codes: ["NAMELESS"],
      causes: [
        { subgraph: "small", coordinate: "Name.first", code: "NAMELESS", cause: "no first name", count: 40 },
      ],
    });
  });
});
